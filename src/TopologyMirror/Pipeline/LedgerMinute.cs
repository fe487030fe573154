namespace TopologyMirror.Pipeline;

/// <summary>Time of which it is not known yet what was missing.</summary>
/// <param name="Entry">Number of the entry that it belongs to.</param>
/// <param name="Service">The service.</param>
/// <param name="Minute">The minute, whose load is waited for.</param>
/// <param name="Hours">How much of it.</param>
/// <param name="Serving">Instances that served.</param>
internal readonly record struct LedgerMinute(long Entry, ServiceName Service, DateTimeOffset Minute, double Hours, int Serving);
