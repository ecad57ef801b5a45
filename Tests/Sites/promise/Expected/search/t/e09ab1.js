answerableSearch("t/e09ab1","A1A2A3A=b lianDmeiBs answeredDopenAandAhowAlikeAquestionAthisAwhi","}Pb`>[C#x/r9TXL.d#Ab4]I$-EeP#")
