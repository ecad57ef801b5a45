answerableSearch("v/594f02","","jr")
