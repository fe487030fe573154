namespace TopologyMirror.Contracts;

/// <summary>An implementation does not do what its port promises.</summary>
/// <param name="message">What was expected and what was seen.</param>
public sealed class ContractViolationException(string message) : Exception(message);
