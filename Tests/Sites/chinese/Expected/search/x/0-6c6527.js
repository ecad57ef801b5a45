answerableSearch("x/0","  x0see")
