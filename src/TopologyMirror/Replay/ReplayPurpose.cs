namespace TopologyMirror.Replay;

/// <summary>What an instance is there for.</summary>
public enum ReplayPurpose
{
    /// <summary>To serve.</summary>
    Live,

    /// <summary>To stand ready in the shadow.</summary>
    Shadow,
}
