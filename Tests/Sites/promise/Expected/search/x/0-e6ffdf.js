answerableSearch("x/0"," \n \n")
