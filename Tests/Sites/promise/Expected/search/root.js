answerableSearch("root","1\n3 16 8 1 1000 1\n\n\nire 3","Vsp/Eg+O")
