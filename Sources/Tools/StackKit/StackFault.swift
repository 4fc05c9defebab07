import Processes

/// Why a stack could not be started or commanded, for people.
package typealias StackFault = ProcessFault
