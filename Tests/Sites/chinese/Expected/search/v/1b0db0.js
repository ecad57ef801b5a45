answerableSearch("v/1b0db0","","$P")
