namespace TopologyMirror.Pipeline;

/// <summary>A pause or a hold that is in force. Immutable.</summary>
/// <param name="Actor">Who asked for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">When it was journaled.</param>
public sealed record OperatorOrder(string Actor, string Reason, DateTimeOffset Since)
{
    /// <summary>How long it has been in force.</summary>
    /// <param name="now">The moment.</param>
    public TimeSpan AgeAt(DateTimeOffset now) => now - Since;

    /// <summary>Who, since when and why, for the end of a sentence.</summary>
    public override string ToString() => FormattableString.Invariant($"by {Actor} since {Since:yyyy-MM-dd HH:mm:ss}Z: {Reason}");
}
