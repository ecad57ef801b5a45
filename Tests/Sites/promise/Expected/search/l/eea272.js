answerableSearch("l/eea272","AlikeAquestionAthis","#)#")
