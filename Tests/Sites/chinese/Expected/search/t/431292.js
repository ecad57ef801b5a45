answerableSearch("t/431292","A=b 小美D阿良Bs answeredBt 门AdoorA了A到B了A匙A员B那A在B管A找B到A有B钥A理B员A着A管B理A谁B有A谢B谢A那B里A里A钥B匙A锁B着A门B锁","MQZ.IJS#P+<P7'_g-%#Es&w3t#L+}PO2_g-%oDs&zat#|A#")
