-- What a paid order earned, and how much of that its refunds have taken back.
CREATE TABLE point_order (
  order_no   VARCHAR(64)   NOT NULL,
  member_id  BIGINT        NOT NULL,
  payable    DECIMAL(18,2) NOT NULL,
  earned     BIGINT        NOT NULL,
  refunded   DECIMAL(18,2) NOT NULL DEFAULT 0,
  taken_back BIGINT        NOT NULL DEFAULT 0,
  PRIMARY KEY (order_no),
  CONSTRAINT point_order_earned CHECK (earned >= 0),
  CONSTRAINT point_order_taken CHECK (taken_back >= 0 AND taken_back <= earned)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
