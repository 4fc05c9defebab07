# One word for each thing one does here. `make` alone lists them.
# Settings come from the environment: ERP_HTTP_PORT (8080), ERP_RUN_DIR (.run), ERP_ADMIN_PASSWORD,
# ERP_RATE_LIMIT (100 requests a second per user, or off), ERP_ORDER_TTL_SECONDS (900).

SWIFT ?= swift
CHECKED := --explicit-target-dependency-import-check error
RELEASE := $(SWIFT) build -c release $(CHECKED)
PROGRAMS := .build/release
# Asking the package manager whether anything changed takes longer than starting the stack.
BUILT := $(PROGRAMS).built
SOURCES := $(shell find Package.swift Sources 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help packages all-packages build run tour status stop test bench fault-test cluster-test
.PHONY: security-test sanitizer-test deb system-test schema lint format clean

help: ## list the targets / 列出所有目标
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

packages: ## install missing Debian packages / 安装缺少的系统软件包
	@.ci/packages

all-packages: # and those that only the tests need
	@.ci/packages --all

build: packages $(BUILT) ## build everything, release / 编译（发布模式）

$(BUILT): $(SOURCES) | packages
	$(RELEASE)
	@touch $@

run: build ## start the stack and sell one order / 启动整套服务并演示一笔订单
	@$(PROGRAMS)/erp-dev run
	@$(PROGRAMS)/erp-dev tour

tour: ## sell one order on the running stack / 在运行中的服务上演示一笔订单
	@$(PROGRAMS)/erp-dev tour

status: ## show the parts of the running stack / 查看各部件状态
	@$(PROGRAMS)/erp-dev status

stop: ## end the stack in order / 依次停止整套服务
	@[ ! -x $(PROGRAMS)/erp-dev ] || $(PROGRAMS)/erp-dev stop

test: all-packages lint ## check format, build, run all tests / 检查格式、编译并运行全部测试
	$(SWIFT) build --build-tests $(CHECKED)
	@SWIFT=$(SWIFT) .ci/tests $(FILTER)

bench: build ## measure against floors of the same run / 压力测试
	@$(PROGRAMS)/erp-dev bench $(BENCH)

fault-test: all-packages build ## break everything under load; SEED=… MINUTES=… / 故障演练
	@$(PROGRAMS)/erp-dev fault $(if $(SEED),--seed $(SEED)) $(if $(MINUTES),--minutes $(MINUTES))

cluster-test: all-packages build ## kill one of each kind in a cluster under load; SEED=… / 集群故障演练
	@$(PROGRAMS)/erp-dev cluster $(if $(SEED),--seed $(SEED)) $(CLUSTER)

security-test: all-packages build ## try to break in; CHECKS="8 20" / 安全检查
	@$(PROGRAMS)/erp-dev security $(CHECKS)

deb: build ## make the Debian package, in .build/deb / 制作 Debian 软件包
	@command -v dh chrpath fakeroot >/dev/null || { \
	  echo "apt-get install debhelper chrpath fakeroot" >&2; exit 1; }
	@mkdir -p .build/deb
	@fakeroot debian/rules binary DEB_DIR=$(CURDIR)/.build/deb
	@fakeroot debian/rules clean

# What a program keeps until it ends is no leak; the rest is reported, and ends the program.
ASAN := ASAN_OPTIONS=detect_leaks=0:log_path=$(CURDIR)/.build/asan/report .build/asan/debug/erp-dev

sanitizer-test: all-packages ## schemathesis and faults on programs that watch their memory / 内存检查
	$(SWIFT) build --scratch-path .build/asan --sanitize=address
	rm -f .build/asan/report.*
	@$(ASAN) security 24
	@$(ASAN) fault --minutes 1 $(if $(SEED),--seed $(SEED))
	@! cat .build/asan/report.* 2>/dev/null

system-test: all-packages deb ## install the package on a booted Debian, and hurt it; FROM=COMMIT: upgrade that one / 在启动的 Debian 上安装并故障演练
	@old=$(if $(FROM),$$(systemd/test/package-of $(FROM))) && RECORD=$(RECORD) systemd/test/system-test \
	  "$$(ls -t .build/deb/*.deb | head -n 1)" $(PROGRAMS) .build/system-test $$old

schema: build ## write sql/schema.sql anew / 重新生成表结构文件
	@$(PROGRAMS)/erp-dev schema > sql/schema.sql.new && mv sql/schema.sql.new sql/schema.sql

lint: ## check the format / 检查代码格式
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format: ## put the code into its format / 统一代码格式
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

include systemd/install.mk

clean: ## remove what was built / 删除编译产物
	rm -rf .build
