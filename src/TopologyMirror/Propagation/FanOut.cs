namespace TopologyMirror.Propagation;

/// <summary>How many more instances may be delivered to now: those that say that they are being delivered to, and those that were just asked, count.</summary>
internal sealed class FanOut
{
    private readonly SortedSet<InstanceId> _busy;
    private readonly int _limit;

    public FanOut(PropagationInput input)
    {
        _limit = input.Options.FanOut;
        _busy = [.. input.Reports.Where(r => r.Value.Delivering is not null).Select(r => r.Key)];
    }

    /// <summary>Takes a place for the instance; false when none is free.</summary>
    public bool TryTake(InstanceId instance) => _busy.Contains(instance) || (_busy.Count < _limit && _busy.Add(instance));
}
