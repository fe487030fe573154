namespace TopologyMirror.Replay;

/// <summary>A way to scale, to be compared with others on the same trace. It has no state of its own and can be used for many runs.</summary>
public interface IReplayPolicy
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>Begins one run.</summary>
    IReplaySession Start();
}
