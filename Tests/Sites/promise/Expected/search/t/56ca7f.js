answerableSearch("t/56ca7f","A1A2A3A=b lianDmeiBs answeredDopenAandAhowAlikeAquestionAthisAwhi","hMZlKAYCAkxhhmMMMggRkkkoIEYwwwA")
