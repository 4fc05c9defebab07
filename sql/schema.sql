-- The schema after all migrations. Made by `make schema`; a test compares.
SET FOREIGN_KEY_CHECKS = 0;

CREATE TABLE `access_epoch` (
  `id` tinyint(4) NOT NULL,
  `epoch` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `access_permission` (
  `code` varchar(80) NOT NULL,
  `description` varchar(200) NOT NULL,
  `is_reading` tinyint(1) NOT NULL,
  PRIMARY KEY (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `access_role` (
  `role_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `code` varchar(40) NOT NULL,
  `name` varchar(100) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`role_id`),
  UNIQUE KEY `access_role_code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `access_role_permission` (
  `role_id` bigint(20) NOT NULL,
  `pattern` varchar(80) NOT NULL,
  PRIMARY KEY (`role_id`,`pattern`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `access_role_table` (
  `id` tinyint(4) NOT NULL,
  `version` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `api_call` (
  `call_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `user_id` bigint(20) NOT NULL,
  `action` varchar(64) NOT NULL,
  `path` varchar(200) NOT NULL,
  `status` smallint(6) NOT NULL,
  `remote_address` varchar(45) NOT NULL,
  `request_id` varchar(64) NOT NULL,
  `called_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `idem_key` varchar(64) DEFAULT NULL,
  `request_hash` binary(32) DEFAULT NULL,
  `response` mediumblob DEFAULT NULL,
  `object` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`call_id`),
  UNIQUE KEY `api_call_key` (`user_id`,`idem_key`),
  KEY `api_call_time` (`called_at`),
  KEY `api_call_request` (`request_id`),
  KEY `api_call_object` (`object`,`called_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `bom_component` (
  `template_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  `scrap_rate` decimal(18,4) NOT NULL,
  PRIMARY KEY (`template_id`,`line_no`),
  UNIQUE KEY `bom_component_sku` (`template_id`,`sku_id`),
  CONSTRAINT `bom_component_template` FOREIGN KEY (`template_id`) REFERENCES `bom_template` (`template_id`),
  CONSTRAINT `bom_component_qty` CHECK (`qty` > 0),
  CONSTRAINT `bom_component_scrap` CHECK (`scrap_rate` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `bom_gate` (
  `gate_id` int(11) NOT NULL,
  PRIMARY KEY (`gate_id`),
  CONSTRAINT `bom_gate_only` CHECK (`gate_id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `bom_operation` (
  `template_id` bigint(20) NOT NULL,
  `op_no` int(11) NOT NULL,
  `name` varchar(200) NOT NULL,
  `work_center` varchar(64) DEFAULT NULL,
  `minutes` decimal(18,4) NOT NULL,
  PRIMARY KEY (`template_id`,`op_no`),
  CONSTRAINT `bom_operation_template` FOREIGN KEY (`template_id`) REFERENCES `bom_template` (`template_id`),
  CONSTRAINT `bom_operation_minutes` CHECK (`minutes` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `bom_template` (
  `template_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `sku_id` bigint(20) NOT NULL,
  `label` varchar(32) NOT NULL,
  `base_qty` decimal(18,4) NOT NULL,
  `is_active` tinyint(4) NOT NULL,
  `valid_from` datetime(6) DEFAULT NULL,
  `valid_to` datetime(6) DEFAULT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`template_id`),
  UNIQUE KEY `bom_template_label` (`sku_id`,`label`),
  CONSTRAINT `bom_template_base` CHECK (`base_qty` > 0),
  CONSTRAINT `bom_template_window` CHECK (`valid_from` < `valid_to`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `business_document` (
  `kind` varchar(40) NOT NULL,
  `number` varchar(100) NOT NULL,
  `content_hash` binary(32) NOT NULL,
  `result` mediumblob DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `scope` varchar(80) NOT NULL DEFAULT '',
  PRIMARY KEY (`kind`,`number`,`scope`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `category` (
  `category_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `parent_id` bigint(20) NOT NULL DEFAULT 0,
  `name` varchar(100) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`category_id`),
  UNIQUE KEY `category_name` (`parent_id`,`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `closed_period` (
  `period` varchar(7) NOT NULL,
  `starts_at` datetime(6) NOT NULL,
  `ends_at` datetime(6) NOT NULL,
  `closed_by` bigint(20) NOT NULL,
  `closed_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`period`),
  CONSTRAINT `closed_period_span` CHECK (`starts_at` < `ends_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `cost_ledger` (
  `sku_id` bigint(20) NOT NULL,
  `entry` bigint(20) NOT NULL,
  `kind` varchar(12) NOT NULL,
  `seq` bigint(20) DEFAULT NULL,
  `move_id` bigint(20) DEFAULT NULL,
  `warehouse_id` bigint(20) DEFAULT NULL,
  `quantity` decimal(18,4) NOT NULL,
  `unit_cost` decimal(18,6) DEFAULT NULL,
  `given` decimal(38,6) DEFAULT NULL,
  `amount` decimal(38,6) NOT NULL,
  `variance` decimal(38,6) NOT NULL,
  `on_hand` decimal(38,4) NOT NULL,
  `value` decimal(38,6) NOT NULL,
  `average` decimal(38,6) NOT NULL,
  `ref_type` varchar(12) NOT NULL,
  `ref_no` varchar(100) NOT NULL,
  `origin_type` varchar(12) DEFAULT NULL,
  `origin_no` varchar(100) DEFAULT NULL,
  `covering` decimal(38,4) DEFAULT NULL,
  `method` varchar(20) DEFAULT NULL,
  `standard_cost` decimal(18,6) DEFAULT NULL,
  `reason` varchar(200) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `document_id` bigint(20) DEFAULT NULL,
  `origin_id` bigint(20) DEFAULT NULL,
  `occurred_at` datetime(6) DEFAULT NULL,
  `share` decimal(38,18) DEFAULT NULL,
  `receipt_total` decimal(38,10) DEFAULT NULL,
  `late` decimal(38,6) DEFAULT NULL,
  PRIMARY KEY (`sku_id`,`entry`),
  UNIQUE KEY `cost_ledger_seq` (`sku_id`,`seq`),
  KEY `cost_ledger_ref` (`ref_no`,`sku_id`),
  KEY `cost_ledger_origin` (`origin_no`,`sku_id`),
  KEY `cost_ledger_document` (`document_id`,`sku_id`),
  CONSTRAINT `cost_ledger_kind` CHECK (`kind` in ('move','correction','revaluation')),
  CONSTRAINT `cost_ledger_move` CHECK (`kind` = 'move' = (`seq` is not null)),
  CONSTRAINT `cost_ledger_quantity` CHECK (`kind` = 'move' = (`quantity` <> 0)),
  CONSTRAINT `cost_ledger_nothing` CHECK (`on_hand` <> 0 or `value` = 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `cost_rate` (
  `work_center` varchar(100) NOT NULL,
  `labor_per_hour` decimal(18,4) NOT NULL,
  `overhead_per_hour` decimal(18,4) NOT NULL,
  `updated_by` bigint(20) NOT NULL,
  `updated_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `valid_from` datetime(6) NOT NULL DEFAULT '1970-01-01 00:00:00.000000',
  PRIMARY KEY (`work_center`,`valid_from`),
  CONSTRAINT `cost_rate_not_negative` CHECK (`labor_per_hour` >= 0 and `overhead_per_hour` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `cost_sheet` (
  `mo_no` varchar(100) NOT NULL,
  `mo_id` bigint(20) DEFAULT NULL,
  `sku_id` bigint(20) DEFAULT NULL,
  `status` varchar(12) NOT NULL DEFAULT 'collecting',
  `planned_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `good_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `defect_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `scrap_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `material` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `labor` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `overhead` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `total` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `unit_cost` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `standard_total` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `price_variance` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `usage_variance` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `labor_variance` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `receipt_total` decimal(38,6) DEFAULT NULL,
  `completed_at` datetime(6) DEFAULT NULL,
  `settled_at` datetime(6) DEFAULT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `occurred_at` datetime(6) DEFAULT NULL,
  `revision` int(11) NOT NULL DEFAULT 1,
  `late_total` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `is_cancelled` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`mo_no`),
  UNIQUE KEY `cost_sheet_mo` (`mo_id`),
  KEY `cost_sheet_status` (`status`),
  CONSTRAINT `cost_sheet_status_name` CHECK (`status` in ('collecting','pending','settled')),
  CONSTRAINT `cost_sheet_completed` CHECK (`status` = 'collecting' = (`mo_id` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `cost_sheet_material` (
  `mo_no` varchar(100) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `issued_qty` decimal(18,4) NOT NULL,
  `returned_qty` decimal(18,4) NOT NULL,
  `standard_qty` decimal(18,4) NOT NULL,
  `standard_price` decimal(18,6) DEFAULT NULL,
  `lost_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  PRIMARY KEY (`mo_no`,`sku_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `cost_sheet_operation` (
  `mo_no` varchar(100) NOT NULL,
  `op_no` int(11) NOT NULL,
  `work_center` varchar(100) DEFAULT NULL,
  `minutes` decimal(18,4) NOT NULL,
  `quantity` decimal(38,4) NOT NULL,
  `labor_per_hour` decimal(18,4) NOT NULL,
  `overhead_per_hour` decimal(18,4) NOT NULL,
  PRIMARY KEY (`mo_no`,`op_no`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `cost_sku` (
  `sku_id` bigint(20) NOT NULL,
  `method` varchar(20) NOT NULL,
  `standard_cost` decimal(18,6) DEFAULT NULL,
  `on_hand` decimal(38,4) NOT NULL DEFAULT 0.0000,
  `value` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `average` decimal(38,6) NOT NULL DEFAULT 0.000000,
  `last_seq` bigint(20) NOT NULL DEFAULT 0,
  `last_entry` bigint(20) NOT NULL DEFAULT 0,
  `has_waiting` tinyint(4) NOT NULL DEFAULT 0,
  `updated_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `last_correction` bigint(20) NOT NULL DEFAULT 0,
  PRIMARY KEY (`sku_id`),
  KEY `cost_sku_value` (`value`),
  CONSTRAINT `cost_sku_method` CHECK (`method` in ('moving_average','standard')),
  CONSTRAINT `cost_sku_nothing` CHECK (`on_hand` <> 0 or `value` = 0),
  CONSTRAINT `cost_sku_numbers` CHECK (`last_seq` >= 0 and `last_entry` >= `last_seq`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `cost_waiting` (
  `sku_id` bigint(20) NOT NULL,
  `seq` bigint(20) NOT NULL,
  `move_id` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `quantity` decimal(18,4) NOT NULL,
  `unit_cost` decimal(18,6) DEFAULT NULL,
  `ref_type` varchar(12) NOT NULL,
  `ref_no` varchar(100) NOT NULL,
  `origin_type` varchar(12) DEFAULT NULL,
  `origin_no` varchar(100) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `document_id` bigint(20) DEFAULT NULL,
  `origin_id` bigint(20) DEFAULT NULL,
  `occurred_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`sku_id`,`seq`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `coupon` (
  `coupon_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `template_id` bigint(20) NOT NULL,
  `member_id` bigint(20) NOT NULL,
  `status` varchar(8) NOT NULL DEFAULT 'issued',
  `valid_from` datetime(6) NOT NULL,
  `valid_to` datetime(6) NOT NULL,
  `order_no` varchar(64) DEFAULT NULL,
  `claimed_at` datetime(6) NOT NULL,
  `used_at` datetime(6) DEFAULT NULL,
  `void_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`coupon_id`),
  KEY `coupon_member` (`member_id`,`template_id`),
  KEY `coupon_template` (`template_id`,`status`),
  KEY `coupon_expiry` (`status`,`valid_to`),
  KEY `coupon_order` (`order_no`),
  CONSTRAINT `coupon_held` CHECK (`order_no` is not null = `status` in ('locked','used')),
  CONSTRAINT `coupon_used` CHECK (`used_at` is not null = (`status` = 'used')),
  CONSTRAINT `coupon_status` CHECK (`status` in ('issued','locked','used','expired','voided')),
  CONSTRAINT `coupon_void` CHECK (`status` = 'voided' and `void_id` is not null or `status` in ('locked','used') or `status` in ('issued','expired') and `void_id` is null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `coupon_template` (
  `template_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `kind` varchar(8) NOT NULL,
  `amount` decimal(18,2) DEFAULT NULL,
  `rate` decimal(18,4) DEFAULT NULL,
  `threshold` decimal(18,2) DEFAULT NULL,
  `valid_days` int(11) DEFAULT NULL,
  `valid_from` datetime(6) DEFAULT NULL,
  `valid_to` datetime(6) DEFAULT NULL,
  `total` bigint(20) DEFAULT NULL,
  `per_member` int(11) NOT NULL,
  `store_ids` text DEFAULT NULL,
  `status` varchar(8) NOT NULL DEFAULT 'open',
  `version` int(11) NOT NULL DEFAULT 1,
  `issued` bigint(20) NOT NULL DEFAULT 0,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`template_id`),
  CONSTRAINT `coupon_template_kind` CHECK (`kind` = 'cash' and `amount` is not null and `amount` > 0 and `rate` is null or `kind` = 'discount' and `rate` is not null and `rate` > 0 and `rate` < 1 and `amount` is null),
  CONSTRAINT `coupon_template_validity` CHECK (`valid_days` is not null and `valid_days` > 0 and `valid_from` is null and `valid_to` is null or `valid_days` is null and `valid_from` is not null and `valid_to` is not null and `valid_from` < `valid_to`),
  CONSTRAINT `coupon_template_issued` CHECK (`issued` >= 0 and (`total` is null or `issued` <= `total`)),
  CONSTRAINT `coupon_template_per_member` CHECK (`per_member` > 0),
  CONSTRAINT `coupon_template_status` CHECK (`status` in ('open','closed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `coupon_void` (
  `void_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `void_no` varchar(64) NOT NULL,
  `template_id` bigint(20) NOT NULL,
  `coupon_id` bigint(20) DEFAULT NULL,
  `reason` varchar(200) NOT NULL,
  `voided` bigint(20) NOT NULL,
  `locked` bigint(20) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`void_id`),
  UNIQUE KEY `coupon_void_number` (`void_no`),
  KEY `coupon_void_template` (`template_id`),
  CONSTRAINT `coupon_void_counts` CHECK (`voided` >= 0 and `locked` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `document_number` (
  `series` varchar(80) NOT NULL,
  `value` bigint(20) NOT NULL,
  PRIMARY KEY (`series`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`value` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `event_failure` (
  `consumer` varchar(32) NOT NULL,
  `event_id` bigint(20) NOT NULL,
  `status` varchar(8) NOT NULL,
  `attempts` int(11) NOT NULL,
  `next_at` datetime(6) NOT NULL,
  `last_error` varchar(1000) NOT NULL,
  `first_at` datetime(6) NOT NULL,
  `last_at` datetime(6) NOT NULL,
  PRIMARY KEY (`consumer`,`event_id`),
  KEY `event_failure_due` (`consumer`,`status`,`next_at`),
  KEY `event_failure_event` (`event_id`),
  CONSTRAINT `event_failure_status_known` CHECK (`status` in ('retry','dead')),
  CONSTRAINT `event_failure_attempts` CHECK (`attempts` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `event_subscription` (
  `consumer` varchar(32) NOT NULL,
  `type` varchar(64) NOT NULL,
  `since_id` bigint(20) NOT NULL,
  PRIMARY KEY (`consumer`,`type`),
  KEY `event_subscription_type` (`type`,`consumer`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `id_segment` (
  `name` varchar(40) NOT NULL,
  `high_water` bigint(20) NOT NULL,
  PRIMARY KEY (`name`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`high_water` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `inbox` (
  `consumer` varchar(32) NOT NULL,
  `event_id` bigint(20) NOT NULL,
  `done_at` datetime(6) NOT NULL,
  PRIMARY KEY (`consumer`,`event_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `item` (
  `item_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `code` varchar(64) NOT NULL,
  `name` varchar(200) NOT NULL,
  `category_id` bigint(20) DEFAULT NULL,
  `brand` varchar(100) DEFAULT NULL,
  `kind` varchar(16) NOT NULL,
  `base_unit` varchar(20) NOT NULL,
  `status` varchar(16) NOT NULL DEFAULT 'active',
  `search_text` varchar(800) NOT NULL,
  `version` int(11) NOT NULL DEFAULT 1,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `updated_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`item_id`),
  UNIQUE KEY `item_code` (`code`),
  KEY `item_category` (`category_id`),
  CONSTRAINT `item_in_category` FOREIGN KEY (`category_id`) REFERENCES `category` (`category_id`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`kind` in ('finished','semi','raw','service')),
  CONSTRAINT `CONSTRAINT_2` CHECK (`status` in ('active','inactive'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `item_unit` (
  `unit` varchar(20) NOT NULL,
  `title_zh` varchar(50) DEFAULT NULL,
  `title_en` varchar(50) DEFAULT NULL,
  `decimals` tinyint(4) NOT NULL,
  `version` bigint(20) NOT NULL DEFAULT 1,
  PRIMARY KEY (`unit`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`decimals` between 0 and 4)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `job_loss` (
  `loss_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `loss_no` varchar(64) NOT NULL,
  `mo_id` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  `reason` varchar(200) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `document_id` bigint(20) DEFAULT NULL,
  `occurred_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`loss_id`),
  KEY `job_loss_order` (`mo_id`),
  KEY `job_loss_no` (`loss_no`),
  CONSTRAINT `job_loss_qty` CHECK (`qty` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `job_operation` (
  `mo_id` bigint(20) NOT NULL,
  `op_no` int(11) NOT NULL,
  `position` int(11) NOT NULL,
  `good_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `defect_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `labor_scrap_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `material_scrap_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `other_scrap_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  PRIMARY KEY (`mo_id`,`op_no`),
  UNIQUE KEY `job_operation_position` (`mo_id`,`position`),
  CONSTRAINT `job_operation_qty` CHECK (`good_qty` >= 0 and `defect_qty` >= 0 and `labor_scrap_qty` >= 0 and `material_scrap_qty` >= 0 and `other_scrap_qty` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `job_order` (
  `mo_id` bigint(20) NOT NULL,
  `mo_no` varchar(64) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `planned_qty` decimal(18,4) NOT NULL,
  `tolerance` decimal(18,4) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`mo_id`),
  CONSTRAINT `job_order_planned` CHECK (`planned_qty` > 0),
  CONSTRAINT `job_order_tolerance` CHECK (`tolerance` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `job_position` (
  `job` varchar(64) NOT NULL,
  `position` bigint(20) NOT NULL,
  PRIMARY KEY (`job`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `job_report` (
  `report_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `report_no` varchar(64) NOT NULL,
  `mo_id` bigint(20) NOT NULL,
  `op_no` int(11) NOT NULL,
  `worker_id` bigint(20) NOT NULL,
  `good_qty` decimal(18,4) NOT NULL,
  `defect_qty` decimal(18,4) NOT NULL,
  `labor_scrap_qty` decimal(18,4) NOT NULL,
  `material_scrap_qty` decimal(18,4) NOT NULL,
  `other_scrap_qty` decimal(18,4) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `occurred_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`report_id`),
  KEY `job_report_order` (`mo_id`,`op_no`),
  KEY `job_report_worker` (`worker_id`,`report_id`),
  KEY `job_report_time` (`created_at`),
  KEY `job_report_no` (`report_no`),
  CONSTRAINT `job_report_qty` CHECK (`good_qty` >= 0 and `defect_qty` >= 0 and `labor_scrap_qty` >= 0 and `material_scrap_qty` >= 0 and `other_scrap_qty` >= 0 and `good_qty` + `defect_qty` + `labor_scrap_qty` + `material_scrap_qty` + `other_scrap_qty` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `job_reversal` (
  `report_id` bigint(20) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`report_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `lease` (
  `name` varchar(64) NOT NULL,
  `owner` varchar(128) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `login_failure` (
  `name_hash` binary(32) NOT NULL,
  `failed_1` datetime(6) DEFAULT NULL,
  `failed_2` datetime(6) DEFAULT NULL,
  `failed_3` datetime(6) DEFAULT NULL,
  `failed_4` datetime(6) DEFAULT NULL,
  `failed_5` datetime(6) DEFAULT NULL,
  `refused_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`name_hash`),
  KEY `login_failure_time` (`failed_1`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `member` (
  `member_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `phone` varchar(32) NOT NULL,
  `birthday` date DEFAULT NULL,
  `store_id` bigint(20) DEFAULT NULL,
  `status` varchar(8) NOT NULL DEFAULT 'active',
  `level` int(11) NOT NULL,
  `level_version` bigint(20) NOT NULL,
  `points` bigint(20) NOT NULL DEFAULT 0,
  `points_debt` bigint(20) NOT NULL DEFAULT 0,
  `growth` bigint(20) NOT NULL DEFAULT 0,
  `version` int(11) NOT NULL DEFAULT 1,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `phone_taken` bigint(20) NOT NULL DEFAULT 0,
  PRIMARY KEY (`member_id`),
  UNIQUE KEY `member_phone` (`phone`,`phone_taken`),
  KEY `member_level` (`level`,`member_id`),
  KEY `member_level_version` (`level_version`,`member_id`),
  KEY `member_phone_taken` (`phone_taken`,`member_id`),
  CONSTRAINT `member_status` CHECK (`status` in ('active','inactive')),
  CONSTRAINT `member_points` CHECK (`points` between 0 and 1000000000000000),
  CONSTRAINT `member_growth` CHECK (`growth` between 0 and 1000000000000000),
  CONSTRAINT `member_points_debt` CHECK (`points_debt` between 0 and 1000000000000000 and (`points` = 0 or `points_debt` = 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `member_level` (
  `level` int(11) NOT NULL,
  `name` varchar(40) NOT NULL,
  `min_growth` bigint(20) NOT NULL,
  `earn_rate` decimal(18,4) NOT NULL,
  `price_list` varchar(16) NOT NULL DEFAULT 'member' CHECK (`price_list` in ('retail','member','wholesale')),
  PRIMARY KEY (`level`),
  CONSTRAINT `member_level_level` CHECK (`level` >= 1),
  CONSTRAINT `member_level_rate` CHECK (`earn_rate` between 0 and 100),
  CONSTRAINT `member_level_growth` CHECK (`min_growth` between 0 and 1000000000000000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `member_level_table` (
  `id` tinyint(4) NOT NULL,
  `version` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `member_level_table_one` CHECK (`id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `org_unit` (
  `org_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `code` varchar(40) NOT NULL,
  `name` varchar(100) NOT NULL,
  `kind` varchar(20) NOT NULL,
  `parent_id` bigint(20) DEFAULT NULL,
  `path` varchar(200) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`org_id`),
  UNIQUE KEY `org_unit_code` (`code`),
  KEY `org_unit_path` (`path`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`kind` in ('company','store','warehouse','factory'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `outbox` (
  `outbox_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `state` tinyint(4) NOT NULL DEFAULT 0,
  `stream` varchar(32) NOT NULL,
  `type` varchar(64) NOT NULL,
  `version` smallint(6) NOT NULL,
  `occurred_at` datetime(6) NOT NULL,
  `source` varchar(32) NOT NULL,
  `event_key` varchar(128) NOT NULL,
  `request_id` varchar(64) NOT NULL,
  `payload` longtext NOT NULL,
  `published_at` datetime(6) DEFAULT NULL,
  `republished` smallint(6) NOT NULL DEFAULT 0,
  PRIMARY KEY (`outbox_id`),
  KEY `outbox_state` (`state`,`outbox_id`),
  CONSTRAINT `outbox_state_known` CHECK (`state` in (0,1,2)),
  CONSTRAINT `outbox_version_positive` CHECK (`version` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `point_change` (
  `change_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `member_id` bigint(20) NOT NULL,
  `reason` varchar(8) NOT NULL,
  `ref_no` varchar(100) NOT NULL,
  `points_change` bigint(20) NOT NULL,
  `debt_change` bigint(20) DEFAULT NULL,
  `growth_change` bigint(20) NOT NULL,
  `shortfall` bigint(20) NOT NULL DEFAULT 0,
  `capped` tinyint(1) NOT NULL DEFAULT 0,
  `expires_at` datetime(6) DEFAULT NULL,
  `points` bigint(20) NOT NULL,
  `points_debt` bigint(20) NOT NULL DEFAULT 0,
  `growth` bigint(20) NOT NULL,
  `level` int(11) NOT NULL,
  `changed_by` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`change_id`),
  UNIQUE KEY `point_change_reference` (`reason`,`ref_no`),
  KEY `point_change_member` (`member_id`,`change_id`),
  CONSTRAINT `point_change_reason` CHECK (`reason` in ('earn','redeem','adjust','refund','expire')),
  CONSTRAINT `point_change_after` CHECK (`points` >= 0 and `growth` >= 0),
  CONSTRAINT `point_change_shortfall` CHECK (`shortfall` >= 0),
  CONSTRAINT `point_change_debt` CHECK (`debt_change` is null and `points_debt` = 0 or `shortfall` = greatest(`debt_change`,0) and (`points` = 0 or `points_debt` = 0) and `points` <= 1000000000000000 and `growth` <= 1000000000000000 and `points_debt` between 0 and 1000000000000000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `point_hand` (
  `member_id` bigint(20) NOT NULL,
  `day` date NOT NULL,
  `gained` bigint(20) NOT NULL,
  `lost` bigint(20) NOT NULL,
  PRIMARY KEY (`member_id`),
  CONSTRAINT `point_hand_counts` CHECK (`gained` >= 0 and `lost` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `point_lot` (
  `lot_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `member_id` bigint(20) NOT NULL,
  `points` bigint(20) NOT NULL,
  `remaining` bigint(20) NOT NULL,
  `is_open` tinyint(1) NOT NULL DEFAULT 1,
  `expires_at` datetime(6) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`lot_id`),
  KEY `point_lot_member` (`member_id`,`is_open`,`expires_at`),
  KEY `point_lot_expiry` (`is_open`,`expires_at`),
  CONSTRAINT `point_lot_points` CHECK (`points` > 0 and `remaining` >= 0 and `remaining` <= `points`),
  CONSTRAINT `point_lot_open` CHECK (`is_open` = (`remaining` > 0)),
  CONSTRAINT `point_lot_limit` CHECK (`remaining` <= 1000000000000000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `point_order` (
  `order_no` varchar(64) NOT NULL,
  `member_id` bigint(20) NOT NULL,
  `payable` decimal(18,2) NOT NULL,
  `earned` bigint(20) NOT NULL,
  `refunded` decimal(18,2) NOT NULL DEFAULT 0.00,
  `taken_back` bigint(20) NOT NULL DEFAULT 0,
  PRIMARY KEY (`order_no`),
  CONSTRAINT `point_order_taken` CHECK (`taken_back` >= 0 and `taken_back` <= `earned`),
  CONSTRAINT `point_order_earned` CHECK (`earned` between 0 and 1000000000000000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `point_spending` (
  `change_id` bigint(20) NOT NULL,
  `lot_id` bigint(20) NOT NULL,
  `points` bigint(20) NOT NULL,
  `returned` bigint(20) NOT NULL DEFAULT 0,
  PRIMARY KEY (`change_id`,`lot_id`),
  CONSTRAINT `point_spending_points` CHECK (`points` > 0),
  CONSTRAINT `point_spending_returned` CHECK (`returned` >= 0 and `returned` <= `points`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `pos_device` (
  `device_id` varchar(64) NOT NULL,
  `store_id` bigint(20) NOT NULL,
  `next_seq` bigint(20) NOT NULL DEFAULT 1,
  `attempts` int(11) NOT NULL DEFAULT 0,
  `fault` varchar(200) DEFAULT NULL,
  `next_at` datetime(6) DEFAULT NULL,
  `synced_at` datetime(6) DEFAULT NULL,
  `registered_by` bigint(20) NOT NULL,
  `registered_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`device_id`),
  KEY `pos_device_due` (`next_at`),
  CONSTRAINT `pos_device_seq` CHECK (`next_seq` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `pos_receipt` (
  `device_id` varchar(64) NOT NULL,
  `seq` bigint(20) NOT NULL,
  `status` varchar(10) NOT NULL,
  `client_id` varchar(64) DEFAULT NULL,
  `client_key` varchar(64) DEFAULT NULL,
  `content_hash` binary(32) DEFAULT NULL,
  `payload` mediumblob DEFAULT NULL,
  `order_id` bigint(20) DEFAULT NULL,
  `order_no` varchar(64) DEFAULT NULL,
  `error` varchar(64) DEFAULT NULL,
  `reason` varchar(200) DEFAULT NULL,
  `user_id` bigint(20) NOT NULL,
  `request_id` varchar(64) NOT NULL,
  `received_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `settled_at` datetime(6) DEFAULT NULL,
  `reopened` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`device_id`,`seq`),
  UNIQUE KEY `pos_receipt_client` (`device_id`,`client_key`),
  UNIQUE KEY `pos_receipt_order` (`order_id`),
  KEY `pos_receipt_status` (`device_id`,`status`,`seq`),
  CONSTRAINT `pos_receipt_seq` CHECK (`seq` > 0),
  CONSTRAINT `pos_receipt_known` CHECK (`status` in ('waiting','applied','failed','skipped','repeated')),
  CONSTRAINT `pos_receipt_applied` CHECK (`status` = 'applied' = (`order_id` is not null)),
  CONSTRAINT `pos_receipt_waiting` CHECK (`status` <> 'waiting' or `payload` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `production_material` (
  `mo_id` bigint(20) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `component_qty` decimal(18,4) NOT NULL,
  `scrap_rate` decimal(18,4) NOT NULL,
  `required_qty` decimal(18,4) NOT NULL,
  `issued_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `returned_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `short_available` decimal(18,4) DEFAULT NULL,
  `lost_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  PRIMARY KEY (`mo_id`,`sku_id`),
  KEY `production_material_sku` (`sku_id`),
  CONSTRAINT `production_material_order` FOREIGN KEY (`mo_id`) REFERENCES `production_order` (`mo_id`),
  CONSTRAINT `production_material_qty` CHECK (`component_qty` > 0 and `scrap_rate` >= 0 and `required_qty` > 0),
  CONSTRAINT `production_material_returned` CHECK (`returned_qty` >= 0 and `returned_qty` <= `issued_qty`),
  CONSTRAINT `production_material_lost` CHECK (`lost_qty` >= 0),
  CONSTRAINT `production_material_issued` CHECK (`issued_qty` >= 0 and `issued_qty` <= `required_qty`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `production_operation` (
  `mo_id` bigint(20) NOT NULL,
  `op_no` int(11) NOT NULL,
  `name` varchar(200) NOT NULL,
  `work_center` varchar(64) DEFAULT NULL,
  `minutes` decimal(18,4) NOT NULL,
  PRIMARY KEY (`mo_id`,`op_no`),
  CONSTRAINT `production_operation_order` FOREIGN KEY (`mo_id`) REFERENCES `production_order` (`mo_id`),
  CONSTRAINT `production_operation_minutes` CHECK (`minutes` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `production_order` (
  `mo_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `mo_no` varchar(64) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `name` varchar(200) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  `base_qty` decimal(18,4) NOT NULL,
  `template_id` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  `status` varchar(12) NOT NULL DEFAULT 'created',
  `material_status` varchar(12) NOT NULL DEFAULT 'none',
  `planned_start` datetime(6) DEFAULT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `released_at` datetime(6) DEFAULT NULL,
  `started_at` datetime(6) DEFAULT NULL,
  `completed_at` datetime(6) DEFAULT NULL,
  `cancelled_at` datetime(6) DEFAULT NULL,
  `cancel_reason` varchar(200) DEFAULT NULL,
  `reported` int(11) NOT NULL DEFAULT 0,
  `good_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `version` int(11) NOT NULL DEFAULT 1,
  PRIMARY KEY (`mo_id`),
  UNIQUE KEY `production_order_no` (`mo_no`),
  KEY `production_order_sku` (`sku_id`,`mo_id`),
  KEY `production_order_status` (`status`,`mo_id`),
  KEY `production_order_org` (`org_id`,`mo_id`),
  CONSTRAINT `production_order_qty` CHECK (`qty` > 0 and `base_qty` > 0 and `good_qty` >= 0),
  CONSTRAINT `production_order_reported` CHECK (`reported` >= 0),
  CONSTRAINT `production_order_status_known` CHECK (`status` in ('created','released','started','completed','cancelled')),
  CONSTRAINT `production_order_material_known` CHECK (`material_status` in ('none','pending','issued','short'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `production_return` (
  `return_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `return_no` varchar(100) NOT NULL,
  `mo_id` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `document_id` bigint(20) DEFAULT NULL,
  `occurred_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`return_id`),
  KEY `production_return_order` (`mo_id`),
  KEY `production_return_no` (`return_no`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `production_return_line` (
  `return_id` bigint(20) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  PRIMARY KEY (`return_id`,`sku_id`),
  CONSTRAINT `production_return_line_qty` CHECK (`qty` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `production_work` (
  `mo_id` bigint(20) NOT NULL,
  `op_no` int(11) NOT NULL,
  `good_qty` decimal(18,4) NOT NULL,
  `defect_qty` decimal(18,4) NOT NULL,
  `labor_scrap_qty` decimal(18,4) NOT NULL,
  `material_scrap_qty` decimal(18,4) NOT NULL,
  `other_scrap_qty` decimal(18,4) NOT NULL,
  PRIMARY KEY (`mo_id`,`op_no`),
  CONSTRAINT `production_work_qty` CHECK (`good_qty` >= 0 and `defect_qty` >= 0 and `labor_scrap_qty` >= 0 and `material_scrap_qty` >= 0 and `other_scrap_qty` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `promotion` (
  `promo_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `type` varchar(20) NOT NULL,
  `rule` mediumtext NOT NULL,
  `scope` mediumtext NOT NULL,
  `starts_at` datetime(6) NOT NULL,
  `ends_at` datetime(6) NOT NULL,
  `priority` bigint(20) NOT NULL,
  `stackable` tinyint(4) NOT NULL,
  `exclusive_group` varchar(50) DEFAULT NULL,
  `usage_limit` bigint(20) DEFAULT NULL,
  `per_member_limit` bigint(20) DEFAULT NULL,
  `status` varchar(10) NOT NULL,
  `version` bigint(20) NOT NULL DEFAULT 1,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `updated_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`promo_id`),
  KEY `promotion_status` (`status`,`promo_id`),
  KEY `promotion_end` (`status`,`ends_at`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`type` in ('special_price','bundle','discount','full_reduction','buy_gift')),
  CONSTRAINT `CONSTRAINT_2` CHECK (`starts_at` < `ends_at`),
  CONSTRAINT `CONSTRAINT_3` CHECK (`usage_limit` > 0),
  CONSTRAINT `CONSTRAINT_4` CHECK (`per_member_limit` > 0),
  CONSTRAINT `CONSTRAINT_5` CHECK (`status` in ('enabled','disabled'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `promotion_before` (
  `promo_id` bigint(20) NOT NULL,
  `until_at` datetime(6) NOT NULL,
  `status` varchar(10) NOT NULL,
  `priority` bigint(20) NOT NULL,
  `ends_at` datetime(6) NOT NULL,
  PRIMARY KEY (`promo_id`,`until_at`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`status` in ('enabled','disabled'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `promotion_counter` (
  `promo_id` bigint(20) NOT NULL,
  `member_id` bigint(20) NOT NULL DEFAULT 0,
  `used` bigint(20) NOT NULL,
  `most` bigint(20) NOT NULL,
  PRIMARY KEY (`promo_id`,`member_id`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`used` >= 0),
  CONSTRAINT `CONSTRAINT_2` CHECK (`used` <= `most`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `promotion_usage` (
  `order_no` varchar(64) NOT NULL,
  `promo_id` bigint(20) NOT NULL,
  `member_id` bigint(20) DEFAULT NULL,
  `discount` decimal(18,2) NOT NULL,
  `gift_value` decimal(18,2) NOT NULL,
  `used_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `given_back_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`order_no`,`promo_id`),
  KEY `promotion_usage_promotion` (`promo_id`,`given_back_at`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`discount` >= 0),
  CONSTRAINT `CONSTRAINT_2` CHECK (`gift_value` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `promotion_version` (
  `id` tinyint(4) NOT NULL,
  `version` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `purchase_order` (
  `po_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `po_no` varchar(64) NOT NULL,
  `supplier_id` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  `status` varchar(20) NOT NULL DEFAULT 'draft',
  `total` decimal(18,2) NOT NULL,
  `tolerance` decimal(18,4) NOT NULL,
  `expected_at` datetime(6) DEFAULT NULL,
  `remark` varchar(200) DEFAULT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `decided_by` bigint(20) DEFAULT NULL,
  `decided_at` datetime(6) DEFAULT NULL,
  `decision_remark` varchar(200) DEFAULT NULL,
  `closed_by` bigint(20) DEFAULT NULL,
  `closed_at` datetime(6) DEFAULT NULL,
  `close_reason` varchar(200) DEFAULT NULL,
  `version` int(11) NOT NULL DEFAULT 1,
  PRIMARY KEY (`po_id`),
  UNIQUE KEY `purchase_order_no` (`po_no`),
  KEY `purchase_order_supplier` (`supplier_id`,`po_id`),
  KEY `purchase_order_status` (`status`,`po_id`),
  KEY `purchase_order_org` (`org_id`,`po_id`),
  CONSTRAINT `purchase_order_supplier_exists` FOREIGN KEY (`supplier_id`) REFERENCES `purchase_supplier` (`supplier_id`),
  CONSTRAINT `purchase_order_total` CHECK (`total` >= 0),
  CONSTRAINT `purchase_order_tolerance` CHECK (`tolerance` >= 0),
  CONSTRAINT `purchase_order_status_known` CHECK (`status` in ('draft','approved','rejected','part_received','received','closed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `purchase_order_line` (
  `po_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `name` varchar(200) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  `price` decimal(18,4) NOT NULL,
  `amount` decimal(18,2) NOT NULL,
  `received_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `rejected_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `returned_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `is_over` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`po_id`,`line_no`),
  KEY `purchase_order_line_sku` (`sku_id`),
  CONSTRAINT `purchase_order_line_qty` CHECK (`qty` > 0),
  CONSTRAINT `purchase_order_line_price` CHECK (`price` >= 0 and `amount` >= 0),
  CONSTRAINT `purchase_order_line_rejected` CHECK (`rejected_qty` >= 0 and `rejected_qty` <= `received_qty`),
  CONSTRAINT `purchase_order_line_returned` CHECK (`returned_qty` >= 0 and `returned_qty` <= `received_qty` - `rejected_qty`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `purchase_receipt` (
  `receipt_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `receipt_no` varchar(64) NOT NULL,
  `po_id` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `document_id` bigint(20) DEFAULT NULL,
  `occurred_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`receipt_id`),
  KEY `purchase_receipt_order` (`po_id`),
  KEY `purchase_receipt_no` (`receipt_no`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `purchase_receipt_line` (
  `receipt_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  `rejected_qty` decimal(18,4) NOT NULL,
  `unit_cost` decimal(18,6) NOT NULL,
  PRIMARY KEY (`receipt_id`,`line_no`),
  CONSTRAINT `purchase_receipt_line_qty` CHECK (`qty` > 0 and `rejected_qty` >= 0 and `rejected_qty` <= `qty`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `purchase_return` (
  `return_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `return_no` varchar(64) NOT NULL,
  `po_id` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `names_receipts` tinyint(4) NOT NULL DEFAULT 0,
  `occurred_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`return_id`),
  KEY `purchase_return_order` (`po_id`),
  KEY `purchase_return_no` (`return_no`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `purchase_return_line` (
  `return_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `receipt_id` bigint(20) NOT NULL DEFAULT 0,
  `sku_id` bigint(20) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  `unit_cost` decimal(18,6) NOT NULL,
  `document_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`return_id`,`line_no`,`receipt_id`),
  KEY `purchase_return_line_receipt` (`receipt_id`,`line_no`),
  CONSTRAINT `purchase_return_line_qty` CHECK (`qty` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `purchase_supplier` (
  `supplier_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `code` varchar(40) NOT NULL,
  `name` varchar(200) NOT NULL,
  `contact` varchar(100) DEFAULT NULL,
  `phone` varchar(32) DEFAULT NULL,
  `status` varchar(10) NOT NULL DEFAULT 'active',
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `version` int(11) NOT NULL DEFAULT 1,
  PRIMARY KEY (`supplier_id`),
  UNIQUE KEY `purchase_supplier_code` (`code`),
  CONSTRAINT `purchase_supplier_status` CHECK (`status` in ('active','inactive'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `put_aside` (
  `kind` varchar(32) NOT NULL,
  `object_key` varchar(128) NOT NULL,
  `status` varchar(8) NOT NULL,
  `attempts` int(11) NOT NULL,
  `next_at` datetime(6) NOT NULL,
  `last_error` varchar(1000) NOT NULL,
  `first_at` datetime(6) NOT NULL,
  `last_at` datetime(6) NOT NULL,
  PRIMARY KEY (`kind`,`object_key`),
  KEY `put_aside_status` (`status`,`kind`,`object_key`),
  CONSTRAINT `put_aside_status_known` CHECK (`status` in ('retry','dead')),
  CONSTRAINT `put_aside_attempts` CHECK (`attempts` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_order` (
  `order_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_no` varchar(64) NOT NULL,
  `channel` varchar(20) NOT NULL,
  `store_id` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `member_id` bigint(20) DEFAULT NULL,
  `coupon_id` bigint(20) DEFAULT NULL,
  `points_used` bigint(20) NOT NULL DEFAULT 0,
  `status` varchar(20) NOT NULL,
  `stock_status` varchar(20) NOT NULL,
  `original` decimal(18,2) NOT NULL,
  `discount` decimal(18,2) NOT NULL,
  `payable` decimal(18,2) NOT NULL,
  `remark` varchar(200) DEFAULT NULL,
  `cancel_reason` varchar(200) DEFAULT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  `paid_at` datetime(6) DEFAULT NULL,
  `closed_at` datetime(6) DEFAULT NULL,
  `version` int(11) NOT NULL DEFAULT 1,
  `oversold` tinyint(4) NOT NULL DEFAULT 0,
  `sold_at` datetime(6) DEFAULT NULL,
  `coupon_discount` decimal(18,2) NOT NULL DEFAULT 0.00,
  `points_discount` decimal(18,2) NOT NULL DEFAULT 0.00,
  `promotions` smallint(6) NOT NULL DEFAULT 0,
  `refunded` decimal(18,2) NOT NULL DEFAULT 0.00,
  `flags` varchar(200) NOT NULL DEFAULT '',
  `claimed_member_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`order_id`),
  UNIQUE KEY `sales_order_no` (`order_no`),
  KEY `sales_order_expiry` (`status`,`expires_at`),
  KEY `sales_order_store` (`store_id`,`order_id`),
  KEY `sales_order_member` (`member_id`,`order_id`),
  KEY `sales_order_time` (`created_at`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`payable` >= 0),
  CONSTRAINT `CONSTRAINT_2` CHECK (`discount` >= 0),
  CONSTRAINT `CONSTRAINT_3` CHECK (`original` - `discount` = `payable`),
  CONSTRAINT `sales_order_refunded` CHECK (`refunded` >= 0 and `refunded` <= `payable`),
  CONSTRAINT `sales_order_benefits` CHECK (`coupon_discount` + `points_discount` <= `discount`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_order_gift` (
  `order_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  `promo_id` bigint(20) NOT NULL,
  `value` decimal(18,2) NOT NULL DEFAULT 0.00,
  `buy_sku_id` bigint(20) NOT NULL DEFAULT 0,
  `buy_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `gift_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `repeats` tinyint(4) NOT NULL DEFAULT 1,
  `refunded_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `charged_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  PRIMARY KEY (`order_id`,`line_no`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`qty` > 0),
  CONSTRAINT `sales_order_gift_value` CHECK (`value` >= 0),
  CONSTRAINT `sales_order_gift_back` CHECK (`refunded_qty` >= 0 and `charged_qty` >= 0 and `refunded_qty` + `charged_qty` <= `qty`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_order_line` (
  `order_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `name` varchar(200) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  `price` decimal(18,4) NOT NULL,
  `original` decimal(18,2) NOT NULL,
  `discount` decimal(18,2) NOT NULL,
  `payable` decimal(18,2) NOT NULL,
  `shipped_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `refunded_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `refunded_amount` decimal(18,2) NOT NULL DEFAULT 0.00,
  `coupon_discount` decimal(18,2) NOT NULL DEFAULT 0.00,
  `points_discount` decimal(18,2) NOT NULL DEFAULT 0.00,
  `refunded_unshipped_qty` decimal(18,4) NOT NULL DEFAULT 0.0000,
  PRIMARY KEY (`order_id`,`line_no`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`qty` > 0),
  CONSTRAINT `CONSTRAINT_2` CHECK (`shipped_qty` >= 0 and `shipped_qty` <= `qty`),
  CONSTRAINT `CONSTRAINT_3` CHECK (`original` - `discount` = `payable`),
  CONSTRAINT `sales_order_line_refunded_qty` CHECK (`refunded_qty` >= 0 and `refunded_qty` <= `qty`),
  CONSTRAINT `sales_order_line_refunded` CHECK (`refunded_amount` >= 0 and `refunded_amount` <= `payable`),
  CONSTRAINT `sales_order_line_shares` CHECK (`coupon_discount` >= 0 and `points_discount` >= 0 and `coupon_discount` + `points_discount` <= `discount`),
  CONSTRAINT `sales_order_line_refunded_unshipped` CHECK (`refunded_unshipped_qty` >= 0 and `refunded_unshipped_qty` <= `refunded_qty` and `refunded_unshipped_qty` <= `qty` - `shipped_qty`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_order_promotion` (
  `order_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `promo_id` bigint(20) NOT NULL,
  `name` varchar(200) NOT NULL,
  `discount` decimal(18,2) NOT NULL,
  PRIMARY KEY (`order_id`,`line_no`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`discount` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_payment` (
  `order_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `method` varchar(20) NOT NULL,
  `amount` decimal(18,2) NOT NULL,
  `txn_no` varchar(100) DEFAULT NULL,
  `paid_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `txn_claim` varchar(100) DEFAULT NULL,
  PRIMARY KEY (`order_id`,`line_no`),
  UNIQUE KEY `sales_payment_claim` (`txn_claim`,`method`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`amount` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_refund` (
  `refund_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) NOT NULL,
  `refund_no` varchar(100) NOT NULL,
  `amount` decimal(18,2) NOT NULL,
  `money` decimal(18,2) NOT NULL,
  `points` bigint(20) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `store_id` bigint(20) NOT NULL DEFAULT 0,
  `gift_charge` decimal(18,2) NOT NULL DEFAULT 0.00,
  `gift_points` bigint(20) NOT NULL DEFAULT 0,
  `warehouse_id` bigint(20) NOT NULL,
  PRIMARY KEY (`refund_id`),
  UNIQUE KEY `sales_refund_store` (`store_id`,`refund_no`),
  KEY `sales_refund_order` (`order_id`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`money` >= 0 and `money` <= `amount`),
  CONSTRAINT `CONSTRAINT_2` CHECK (`points` >= 0),
  CONSTRAINT `sales_refund_warehouse` CHECK (`warehouse_id` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_refund_line` (
  `refund_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  `amount` decimal(18,2) NOT NULL,
  PRIMARY KEY (`refund_id`,`line_no`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`qty` > 0),
  CONSTRAINT `CONSTRAINT_2` CHECK (`amount` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_shipment` (
  `shipment_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) NOT NULL,
  `ship_no` varchar(100) NOT NULL,
  `carrier` varchar(100) DEFAULT NULL,
  `tracking_no` varchar(100) DEFAULT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `store_id` bigint(20) NOT NULL DEFAULT 0,
  PRIMARY KEY (`shipment_id`),
  UNIQUE KEY `sales_shipment_store` (`store_id`,`ship_no`),
  KEY `sales_shipment_order` (`order_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sales_shipment_line` (
  `shipment_id` bigint(20) NOT NULL,
  `line_no` int(11) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `qty` decimal(18,4) NOT NULL,
  PRIMARY KEY (`shipment_id`,`line_no`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`qty` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `schema_migration` (
  `version` int(11) NOT NULL,
  `step` int(11) NOT NULL,
  `name` varchar(190) NOT NULL,
  `checksum` char(64) NOT NULL,
  `applied_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`version`,`step`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `schema_migration_lease` (
  `id` int(11) NOT NULL,
  `owner` varchar(64) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sku` (
  `sku_id` bigint(20) NOT NULL,
  `item_id` bigint(20) NOT NULL,
  `position` int(11) NOT NULL,
  `spec` varchar(4000) NOT NULL DEFAULT '{}',
  `spec_text` varchar(200) DEFAULT NULL,
  `price` decimal(18,4) NOT NULL,
  `retail_plan` varchar(8000) DEFAULT NULL,
  `cost_method` varchar(20) NOT NULL DEFAULT 'moving_average',
  `standard_cost` decimal(18,6) DEFAULT NULL,
  `allow_negative` tinyint(4) NOT NULL DEFAULT 0,
  `safety_stock` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `units` varchar(4000) NOT NULL DEFAULT '[]',
  `status` varchar(16) NOT NULL DEFAULT 'active',
  `has_lists` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`sku_id`),
  UNIQUE KEY `sku_item` (`item_id`,`position`),
  CONSTRAINT `sku_of_item` FOREIGN KEY (`item_id`) REFERENCES `item` (`item_id`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`sku_id` > 0),
  CONSTRAINT `CONSTRAINT_2` CHECK (`price` >= 0),
  CONSTRAINT `CONSTRAINT_3` CHECK (`cost_method` in ('moving_average','standard')),
  CONSTRAINT `CONSTRAINT_4` CHECK (`standard_cost` >= 0),
  CONSTRAINT `CONSTRAINT_5` CHECK (`cost_method` <> 'standard' or `standard_cost` is not null),
  CONSTRAINT `CONSTRAINT_6` CHECK (`safety_stock` >= 0),
  CONSTRAINT `CONSTRAINT_7` CHECK (`status` in ('active','inactive'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sku_barcode` (
  `code` varchar(64) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `unit` varchar(20) NOT NULL DEFAULT '',
  `position` int(11) NOT NULL,
  `kept_twin` tinyint(4) NOT NULL DEFAULT 0,
  `compare_code` varchar(64) GENERATED ALWAYS AS (case when `kept_twin` = 0 and char_length(`code`) in (8,12,13,14) and `code` regexp '^[0-9]+$' and (3 * (ascii(substr(lpad(`code`,14,'0'),1,1)) + ascii(substr(lpad(`code`,14,'0'),3,1)) + ascii(substr(lpad(`code`,14,'0'),5,1)) + ascii(substr(lpad(`code`,14,'0'),7,1)) + ascii(substr(lpad(`code`,14,'0'),9,1)) + ascii(substr(lpad(`code`,14,'0'),11,1)) + ascii(substr(lpad(`code`,14,'0'),13,1)) - 336) + ascii(substr(lpad(`code`,14,'0'),2,1)) + ascii(substr(lpad(`code`,14,'0'),4,1)) + ascii(substr(lpad(`code`,14,'0'),6,1)) + ascii(substr(lpad(`code`,14,'0'),8,1)) + ascii(substr(lpad(`code`,14,'0'),10,1)) + ascii(substr(lpad(`code`,14,'0'),12,1)) + ascii(substr(lpad(`code`,14,'0'),14,1)) - 336) MOD 10 = 0 then lpad(`code`,14,'0') else `code` end) STORED,
  PRIMARY KEY (`code`),
  UNIQUE KEY `sku_barcode_compare` (`compare_code`),
  KEY `sku_barcode_sku` (`sku_id`),
  CONSTRAINT `barcode_of_sku` FOREIGN KEY (`sku_id`) REFERENCES `sku` (`sku_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sku_barcode_twin` (
  `code` varchar(64) NOT NULL,
  PRIMARY KEY (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sku_price` (
  `sku_id` bigint(20) NOT NULL,
  `price_list` varchar(16) NOT NULL,
  `valid_from` datetime(6) NOT NULL,
  `valid_to` datetime(6) DEFAULT NULL,
  `price` decimal(18,4) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`sku_id`,`price_list`,`valid_from`),
  CONSTRAINT `price_of_sku` FOREIGN KEY (`sku_id`) REFERENCES `sku` (`sku_id`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`price_list` in ('retail','member','wholesale')),
  CONSTRAINT `CONSTRAINT_2` CHECK (`price` >= 0),
  CONSTRAINT `CONSTRAINT_3` CHECK (`valid_to` > `valid_from`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sku_price_before` (
  `sku_id` bigint(20) NOT NULL,
  `until_at` datetime(6) NOT NULL,
  `price` decimal(18,4) NOT NULL,
  PRIMARY KEY (`sku_id`,`until_at`),
  CONSTRAINT `price_before_of_sku` FOREIGN KEY (`sku_id`) REFERENCES `sku` (`sku_id`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`price` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sku_standard_cost` (
  `sku_id` bigint(20) NOT NULL,
  `valid_from` datetime(6) NOT NULL,
  `standard_cost` decimal(18,6) DEFAULT NULL,
  PRIMARY KEY (`sku_id`,`valid_from`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `sku_usage` (
  `sku_id` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `has_stock` tinyint(4) NOT NULL,
  PRIMARY KEY (`sku_id`,`warehouse_id`),
  CONSTRAINT `usage_of_sku` FOREIGN KEY (`sku_id`) REFERENCES `sku` (`sku_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `stock_assignment` (
  `org_id` bigint(20) NOT NULL,
  `purpose` varchar(8) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  PRIMARY KEY (`org_id`,`purpose`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`purpose` in ('sale','receipt','return','scrap'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `stock_balance` (
  `sku_id` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `on_hand` decimal(18,4) NOT NULL,
  `locked` decimal(18,4) NOT NULL,
  `version` bigint(20) NOT NULL,
  `allow_negative` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`sku_id`,`warehouse_id`),
  KEY `stock_balance_warehouse` (`warehouse_id`,`sku_id`),
  CONSTRAINT `stock_balance_locked` CHECK (`locked` >= 0),
  CONSTRAINT `stock_balance_available` CHECK (`allow_negative` = 1 or `on_hand` >= `locked`),
  CONSTRAINT `stock_balance_version` CHECK (`version` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `stock_document` (
  `document_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `ref_type` varchar(12) NOT NULL,
  `ref_no` varchar(100) NOT NULL,
  `direction` varchar(8) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `origin_type` varchar(12) DEFAULT NULL,
  `origin_no` varchar(100) DEFAULT NULL,
  `origin_document_id` bigint(20) DEFAULT NULL,
  `user_id` bigint(20) NOT NULL,
  `request_id` varchar(64) NOT NULL,
  `occurred_at` datetime(6) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`document_id`),
  KEY `stock_document_ref` (`ref_no`,`ref_type`),
  KEY `stock_document_origin` (`origin_document_id`),
  KEY `stock_document_warehouse` (`warehouse_id`,`document_id`),
  CONSTRAINT `stock_document_direction` CHECK (`direction` in ('in','out','transfer','count')),
  CONSTRAINT `stock_document_origin_pair` CHECK (`origin_type` is null = (`origin_no` is null)),
  CONSTRAINT `stock_document_origin_id` CHECK (`origin_document_id` is null or `origin_no` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `stock_lock` (
  `owner` varchar(8) NOT NULL,
  `ref_no` varchar(100) NOT NULL,
  `line_no` smallint(6) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `sku_id` bigint(20) NOT NULL,
  `quantity` decimal(18,4) NOT NULL,
  `held` decimal(18,4) NOT NULL,
  `issued` decimal(18,4) NOT NULL DEFAULT 0.0000,
  `status` varchar(8) NOT NULL,
  `expires_at` datetime(6) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `org_id` bigint(20) NOT NULL,
  `of_before` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`owner`,`ref_no`,`org_id`,`line_no`),
  KEY `stock_lock_expiry` (`status`,`owner`,`expires_at`),
  KEY `stock_lock_sku` (`sku_id`,`warehouse_id`,`status`),
  KEY `stock_lock_time` (`created_at`),
  CONSTRAINT `stock_lock_owner` CHECK (`owner` in ('api','order')),
  CONSTRAINT `stock_lock_status` CHECK (`status` in ('held','issued','released','expired')),
  CONSTRAINT `stock_lock_quantity` CHECK (`quantity` > 0),
  CONSTRAINT `stock_lock_held` CHECK (`held` >= 0 and `issued` >= 0 and `held` + `issued` <= `quantity`),
  CONSTRAINT `stock_lock_open` CHECK (`status` = 'held' = (`held` > 0)),
  CONSTRAINT `stock_lock_organisation` CHECK (`org_id` >= 0),
  CONSTRAINT `stock_lock_owned` CHECK (`org_id` > 0 or `of_before` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `stock_move` (
  `move_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `sku_id` bigint(20) NOT NULL,
  `seq` bigint(20) NOT NULL,
  `warehouse_id` bigint(20) NOT NULL,
  `quantity` decimal(18,4) NOT NULL,
  `on_hand` decimal(18,4) NOT NULL,
  `locked` decimal(18,4) NOT NULL,
  `unit_cost` decimal(18,6) DEFAULT NULL,
  `batch_no` varchar(64) DEFAULT NULL,
  `ref_type` varchar(12) NOT NULL,
  `ref_no` varchar(100) NOT NULL,
  `user_id` bigint(20) NOT NULL,
  `request_id` varchar(64) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `origin_type` varchar(12) DEFAULT NULL,
  `origin_no` varchar(100) DEFAULT NULL,
  `document_id` bigint(20) NOT NULL,
  `occurred_at` datetime(6) NOT NULL,
  PRIMARY KEY (`move_id`),
  UNIQUE KEY `stock_move_seq` (`sku_id`,`seq`),
  KEY `stock_move_ref` (`ref_no`),
  KEY `stock_move_time` (`created_at`),
  KEY `stock_move_warehouse` (`warehouse_id`,`move_id`),
  KEY `stock_move_document` (`document_id`),
  CONSTRAINT `stock_move_seq_positive` CHECK (`seq` > 0),
  CONSTRAINT `stock_move_quantity` CHECK (`quantity` <> 0),
  CONSTRAINT `stock_move_unit_cost` CHECK (`unit_cost` is null or `unit_cost` >= 0),
  CONSTRAINT `stock_move_ref_type` CHECK (`ref_type` in ('purchase','production','return','opening','manual','sale','transfer','count')),
  CONSTRAINT `stock_move_origin` CHECK (`origin_type` is null = (`origin_no` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `stock_sku` (
  `sku_id` bigint(20) NOT NULL,
  `last_seq` bigint(20) NOT NULL,
  PRIMARY KEY (`sku_id`),
  CONSTRAINT `stock_sku_last_seq` CHECK (`last_seq` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `stock_warehouse` (
  `warehouse_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `code` varchar(40) NOT NULL,
  `name` varchar(200) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  PRIMARY KEY (`warehouse_id`),
  UNIQUE KEY `stock_warehouse_code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `user_account` (
  `user_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `username` varchar(64) NOT NULL,
  `password_hash` varchar(80) NOT NULL,
  `name` varchar(100) NOT NULL,
  `phone` varchar(32) DEFAULT NULL,
  `org_id` bigint(20) NOT NULL,
  `status` varchar(20) NOT NULL,
  `token_version` bigint(20) NOT NULL DEFAULT 1,
  `auth_version` bigint(20) NOT NULL DEFAULT 1,
  `auth_changed_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `version` bigint(20) NOT NULL DEFAULT 1,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `created_by` bigint(20) NOT NULL,
  `updated_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `name_key` varchar(64) DEFAULT NULL,
  `key_taken` bigint(20) NOT NULL DEFAULT 0,
  PRIMARY KEY (`user_id`),
  UNIQUE KEY `user_account_username` (`username`),
  UNIQUE KEY `user_account_name_key` (`name_key`,`key_taken`),
  KEY `user_account_org` (`org_id`),
  KEY `user_account_auth_changed` (`auth_changed_at`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`status` in ('active','disabled')),
  CONSTRAINT `CONSTRAINT_2` CHECK (`token_version` > 0),
  CONSTRAINT `CONSTRAINT_3` CHECK (`auth_version` > 0),
  CONSTRAINT `CONSTRAINT_4` CHECK (`version` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `user_refresh` (
  `token_hash` binary(32) NOT NULL,
  `session_id` bigint(20) NOT NULL,
  `issued_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `expires_at` datetime(6) NOT NULL,
  `used_at` datetime(6) DEFAULT NULL,
  `successor` binary(32) DEFAULT NULL,
  `repeated_at` datetime(6) DEFAULT NULL,
  `ended_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`token_hash`),
  KEY `user_refresh_session` (`session_id`),
  KEY `user_refresh_expires` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `user_role` (
  `user_id` bigint(20) NOT NULL,
  `role_id` bigint(20) NOT NULL,
  PRIMARY KEY (`user_id`,`role_id`),
  KEY `user_role_role` (`role_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE `user_session` (
  `session_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `user_id` bigint(20) NOT NULL,
  `remote_address` varchar(45) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `expires_at` datetime(6) NOT NULL,
  `revoked_at` datetime(6) DEFAULT NULL,
  `revoked_because` varchar(20) DEFAULT NULL,
  PRIMARY KEY (`session_id`),
  KEY `user_session_user` (`user_id`,`revoked_at`),
  KEY `user_session_revoked` (`revoked_at`),
  KEY `user_session_expires` (`expires_at`),
  CONSTRAINT `CONSTRAINT_1` CHECK (`revoked_because` in ('logout','password','disabled','reuse'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

SET FOREIGN_KEY_CHECKS = 1;
