namespace TopologyMirror.Simulation;

/// <summary>One attempt to process a message. Immutable.</summary>
/// <param name="Message">The message's number, from 0.</param>
/// <param name="Instance">Who processed it.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended, or was broken off.</param>
/// <param name="IsAcknowledged">True when the queue took the acknowledgement; false when it was refused or never came, and the message is delivered again.</param>
public sealed record SimulatedDelivery(long Message, InstanceId Instance, DateTimeOffset From, DateTimeOffset To, bool IsAcknowledged);
