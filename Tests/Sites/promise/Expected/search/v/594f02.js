answerableSearch("v/594f02","","4A")
