answerableSearch("t/e09ab1","A1A2A3A=b lianDmeiBs answeredDopenAandAhowAlikeAquestionAthisAwhi","gsVkqAYCAkwggmEEEgIFiiioCBYQQQA")
