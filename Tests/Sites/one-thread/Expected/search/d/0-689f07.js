answerableSearch("d/0","keys	Who has the keys?	2,tb9lp0,0,1,1560	mei	doors	The door is locked, and keys.txt says \"ask & wait\".	cc-1IQ	Aa-lian-1/#0mThe caretaker keeps them. See above.")
