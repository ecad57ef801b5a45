answerableSearch("x/0"," S~ ")
