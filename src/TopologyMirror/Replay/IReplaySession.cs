namespace TopologyMirror.Replay;

/// <summary>One run of a policy: a deterministic fold over what it observed. Not thread-safe.</summary>
public interface IReplaySession
{
    /// <summary>Called once per tick from the start of the warm-up to the end of the trace, in order.</summary>
    /// <param name="observation">What is known at this instant.</param>
    /// <returns>What to do, carried out in this order. The runner reads it before the next call.</returns>
    IReadOnlyList<ReplayDecision> Decide(ReplayObservation observation);
}
