namespace TopologyMirror.Capacity;

/// <summary>Which of several scaling policies counts.</summary>
public enum PolicySelection
{
    /// <summary>The one that allows the largest change.</summary>
    Max,

    /// <summary>The one that allows the smallest change.</summary>
    Min,

    /// <summary>None: nothing changes in this direction.</summary>
    Disabled,
}
