-- The documents that moved goods: one for each ref_type, ref_no, direction and origin. A document's
-- number is unique in its scope alone, so moves, origins and other centres name the document by id.
-- direction says what it did: in, out, transfer or count; warehouse_id is where, of a transfer the
-- one it left. org_id is the organisation of its order, else of who wrote it; NULL: of nobody.
CREATE TABLE stock_document (
  document_id        BIGINT       NOT NULL AUTO_INCREMENT,
  ref_type           VARCHAR(12)  NOT NULL,
  ref_no             VARCHAR(100) NOT NULL,
  direction          VARCHAR(8)   NOT NULL,
  warehouse_id       BIGINT       NOT NULL,
  org_id             BIGINT       NULL,
  origin_type        VARCHAR(12)  NULL,
  origin_no          VARCHAR(100) NULL,
  origin_document_id BIGINT       NULL,
  user_id            BIGINT       NOT NULL,
  request_id         VARCHAR(64)  NOT NULL,
  occurred_at        DATETIME(6)  NOT NULL,
  created_at         DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (document_id),
  KEY stock_document_ref (ref_no, ref_type),
  KEY stock_document_origin (origin_document_id),
  KEY stock_document_warehouse (warehouse_id, document_id),
  CONSTRAINT stock_document_direction CHECK (direction IN ('in', 'out', 'transfer', 'count')),
  CONSTRAINT stock_document_origin_pair CHECK ((origin_type IS NULL) = (origin_no IS NULL)),
  CONSTRAINT stock_document_origin_id CHECK (origin_document_id IS NULL OR origin_no IS NOT NULL)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
