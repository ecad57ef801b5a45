answerableSearch("d/0","threads/谁有钥匙.html	谁有钥匙？	1,tb8zh0,0,2,12360	小美	门	门锁着。	aa-阿良-1okBBCACh在管理员那里。	aa-小美-1oBAAhw")
