# `make install` and its parts. DESTDIR and PREFIX as everywhere.

PREFIX ?= /usr
DESTDIR ?=
SYSCONF := $(DESTDIR)/etc
LIBRARY := $(DESTDIR)$(PREFIX)/lib/erp
SHARE := $(DESTDIR)$(PREFIX)/share/erp
UNITS := $(DESTDIR)$(PREFIX)/lib/systemd/system
WANTED := $(UNITS)/erp.target.wants

# The one list of programs: each has its database rights in a file of its own.
NAMES := $(patsubst sql/grants/erp-%.sql,%,$(sort $(wildcard sql/grants/erp-*.sql)))
CENTRES := $(filter-out auth relay worker,$(NAMES))
FIXED := erp-auth.socket erp-auth.service erp-relay.socket erp-relay.service

# In the units and the setup, paths are those of PREFIX=/usr.
PLACED = sed 's|/usr/lib/erp|$(PREFIX)/lib/erp|g; s|/usr/share/erp|$(PREFIX)/share/erp|g; \
  s|/usr/lib/systemd|$(PREFIX)/lib/systemd|g'

MAN := $(DESTDIR)$(PREFIX)/share/man
DOC := $(DESTDIR)$(PREFIX)/share/doc/erp

.PHONY: install install-units install-programs install-files install-documents

install: install-programs install-files install-units install-documents ## install under DESTDIR and PREFIX / 安装

install-units: # systemd's units, groups and folders
	install -d $(WANTED) $(UNITS)/erp@.service.d $(UNITS)/erp-.service.d
	install -d $(DESTDIR)$(PREFIX)/lib/sysusers.d $(DESTDIR)$(PREFIX)/lib/tmpfiles.d
	for unit in $$(cd systemd && ls -d *.socket *.service *.timer *.slice *.target erp@*.service.d/*); do \
	  install -d "$(UNITS)/$$(dirname "$$unit")" && \
	  $(PLACED) "systemd/$$unit" > "$(UNITS)/$$unit" && chmod 644 "$(UNITS)/$$unit" || exit 1; \
	done
	install -m 644 systemd/sandbox.conf $(UNITS)/erp@.service.d/sandbox.conf
	install -m 644 systemd/sandbox.conf $(UNITS)/erp-.service.d/sandbox.conf
	install -m 644 systemd/erp.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/erp.conf
	install -m 644 systemd/erp.tmpfiles $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/erp.conf
	for name in $(CENTRES); do \
	  ln -sfn ../erp@.socket "$(WANTED)/erp@$$name.socket"; \
	  ln -sfn ../erp@.service "$(WANTED)/erp@$$name.service"; \
	done
	for unit in $(FIXED); do ln -sfn ../$$unit $(WANTED)/$$unit; done
	ln -sfn ../erp-worker@.socket $(WANTED)/erp-worker@1.socket
	ln -sfn ../erp-worker@.service $(WANTED)/erp-worker@1.service

# The Swift libraries that the programs need lie beside them, and are looked for nowhere else.
install-programs:
	install -d $(LIBRARY) $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/sbin
	for name in erp $(addprefix erp-,$(NAMES)); do \
	  install -m 755 $(PROGRAMS)/$$name $(LIBRARY)/$$name && \
	  chrpath -r '$$ORIGIN' $(LIBRARY)/$$name > /dev/null || exit 1; \
	done
	ldd $(addprefix $(PROGRAMS)/erp-,$(NAMES)) $(PROGRAMS)/erp | \
	  awk '$$3 ~ "/swift/linux/" { print $$3 }' | sort -u | \
	  xargs -I '{}' install -m 644 '{}' $(LIBRARY)/
	ln -sfn ../lib/erp/erp $(DESTDIR)$(PREFIX)/bin/erp
	$(PLACED) systemd/setup/erp-setup > $(DESTDIR)$(PREFIX)/sbin/erp-setup
	install -m 755 systemd/setup/erp-stores $(LIBRARY)/
	$(PLACED) systemd/setup/erp-units > $(LIBRARY)/erp-units
	$(PLACED) systemd/setup/erp-files > $(LIBRARY)/erp-files
	$(PLACED) systemd/setup/erp-nginx-local > $(LIBRARY)/erp-nginx-local
	install -m 755 systemd/cluster/erp-node $(DESTDIR)$(PREFIX)/sbin/erp-node
	chmod 755 $(DESTDIR)$(PREFIX)/sbin/erp-setup $(LIBRARY)/erp-units \
	  $(LIBRARY)/erp-files $(LIBRARY)/erp-nginx-local

install-files: # what programs, Nginx and the stores read
	install -d $(SHARE)/sql/migrations $(SHARE)/sql/grants $(SHARE)/cluster
	install -d $(addprefix $(SHARE)/nginx/,. snippets routes cluster local)
	install -m 644 sql/migrations/*.sql $(SHARE)/sql/migrations
	install -m 644 sql/grants/*.sql $(SHARE)/sql/grants
	install -d $(SHARE)/docs
	install -m 644 nginx/docs/* $(SHARE)/docs
	install -d $(SHARE)/mariadb
	install -m 644 systemd/setup/mariadb-binlog.cnf $(SHARE)/mariadb/70-erp-binlog.cnf
	install -d $(SHARE)/monitoring
	install -m 644 nginx/monitoring/* $(SHARE)/monitoring
	ERP_CONFIG=systemd/setup/erp.conf $(PROGRAMS)/erp openapi > $(SHARE)/openapi.json
	install -m 644 nginx/*.conf $(SHARE)/nginx
	for part in snippets routes cluster local; do \
	  install -m 644 nginx/$$part/*.conf $(SHARE)/nginx/$$part || exit 1; \
	done
	install -m 644 systemd/CLUSTER.md systemd/CLUSTER.zh-CN.md $(SHARE)/cluster
	install -m 644 systemd/cluster/*.conf systemd/cluster/*.cnf $(SHARE)/cluster
	install -d $(SHARE)/mariadb
	install -m 644 systemd/setup/erp.conf $(SHARE)/erp.conf
	install -m 644 systemd/setup/nginx-site.conf $(SHARE)/nginx-site.conf
	install -m 644 systemd/setup/mariadb.cnf $(SHARE)/mariadb/60-erp.cnf
	install -m 644 systemd/setup/mariadb-connections.cnf $(SHARE)/mariadb/40-erp.cnf
	install -m 644 systemd/setup/redis.conf $(SHARE)/redis-erp.conf
	install -m 644 systemd/setup/logrotate.conf $(SHARE)/logrotate.conf

# Man pages and completions come from the program's own help texts.
install-documents:
	install -d $(MAN)/man1 $(MAN)/man5 $(MAN)/man8 $(DOC)/docs
	$(PROGRAMS)/erp manual erp.1 > $(MAN)/man1/erp.1
	$(PROGRAMS)/erp manual erp.conf.5 > $(MAN)/man5/erp.conf.5
	install -m 644 systemd/setup/erp-setup.8 $(MAN)/man8
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -d $(DESTDIR)$(PREFIX)/share/zsh/vendor-completions
	install -d $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(PROGRAMS)/erp --generate-completion-script bash > \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/erp
	$(PROGRAMS)/erp --generate-completion-script zsh > \
	  $(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_erp
	$(PROGRAMS)/erp --generate-completion-script fish > \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/erp.fish
	install -m 644 README.md README.zh-CN.md $(DOC)
	install -m 644 docs/*.md $(DOC)/docs
	install -m 644 systemd/CLUSTER*.md $(wildcard nginx/monitoring/RUNBOOK*.md) $(DOC)
	# These lie beside them there.
	sed -i -e 's|](\(\.\./\)*systemd/CLUSTER|](\1CLUSTER|' \
	  -e 's|](\(\.\./\)*nginx/monitoring/RUNBOOK|](\1RUNBOOK|' $(DOC)/*.md $(DOC)/docs/*.md
