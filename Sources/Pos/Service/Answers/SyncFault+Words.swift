extension SyncFault {
  /// For people.
  func text(in language: Language) -> String {
    language == .chinese ? words.chinese : words.english
  }

  private var words: (english: String, chinese: String) {
    switch self {
    case .invalid: ("The entry is not valid; see details.", "该条目内容无效，详见 details。")
    case .contentsDiffer:
      ("This client_id was used for a sale with other contents.", "该 client_id 已用于内容不同的销售单。")
    case .sequenceTaken:
      ("This seq belongs to a sale with another client_id.", "该序号已属于另一张销售单。")
    case .skipped: ("This seq was skipped.", "该序号已被跳过。")
    case .skuNotFound: ("Some goods are not known.", "部分商品不存在。")
    case .amountMismatch:
      ("The payments do not add up to the amount due.", "支付金额与应付金额不一致。")
    case .payableTooHigh:
      ("More was to be paid than the lines say.", "应付金额高于各行金额之和。")
    case .amountOutOfRange: ("The amounts are too large, or too small.", "金额超出可计算范围。")
    case .quantityNotExact:
      ("A quantity has more than 4 decimal places in base units.", "数量换算成基本单位后超过 4 位小数。")
    case .pointsNotTaken:
      ("A till that is offline cannot take points.", "离线收银机不能收取积分。")
    case .soldAtOutOfRange: ("The time of the sale is not plausible.", "销售时间不合理。")
    case .periodClosed: ("The accounting period is closed.", "该会计期间已关闭。")
    case .unknown: ("Something went wrong; see the log.", "发生未知错误，请查看日志。")
    }
  }
}

extension SyncedSale {
  /// What is wrong in words, with what exactly, or with the reason that was given.
  func faultText(in language: Language) -> String? {
    guard let name = faultName else { return nil }
    guard let fault = SyncFault(rawValue: name) else { return reason ?? name }
    let text = fault.text(in: language)
    return reason.map { "\(text) (\($0))" } ?? text
  }
}
