/// What an operator asks of, and does to, events: lag, dead letters, replay, the audit.
///
/// Plain functions on a connection, for the operator's program and the routes under /ops.
package enum EventAdmin {}
