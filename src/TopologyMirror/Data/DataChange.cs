namespace TopologyMirror.Data;

/// <summary>What is done to a data set while its writer moves.</summary>
public enum DataChange
{
    /// <summary>Its writes are parked.</summary>
    Quiesce,

    /// <summary>Its parked writes are let go.</summary>
    Release,

    /// <summary>An instance is kept from writing.</summary>
    Fence,

    /// <summary>A replica becomes the writer.</summary>
    Promote,

    /// <summary>The former writer begins to follow the writer of now.</summary>
    Reverse,
}
