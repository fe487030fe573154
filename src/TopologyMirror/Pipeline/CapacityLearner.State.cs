using TopologyMirror.Capacity;

namespace TopologyMirror.Pipeline;

internal sealed partial class CapacityLearner
{
    /// <summary>What it knows, to be saved.</summary>
    public LearnerState Save() => new(
        Load.Name.Value, Signal.Name.Value, Book.Relation, [.. Book.Models.Select(m => new DigestState(m.Key, m.Value.State))], [.. Ramp.Logs], Ramp.Samples);

    /// <summary>Takes up what was saved, unless it was learnt from something else.</summary>
    public void Restore(LearnerState state)
    {
        bool fits = string.Equals(state.Load, Load.Name.Value, StringComparison.Ordinal) && string.Equals(state.Signal, Signal.Name.Value, StringComparison.Ordinal)
            && state.Relation == Book.Relation;
        if (fits && RampModel.Of(state.Ramp, state.RampSamples) is { } ramp)
        {
            Book = CapacityBook.Of(Book.Relation, state.Digests.Select(d => KeyValuePair.Create(d.Digest, d.Model)));
            Ramp = ramp;
        }
    }

}
