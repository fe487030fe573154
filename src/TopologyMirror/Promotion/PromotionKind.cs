namespace TopologyMirror.Promotion;

/// <summary>What was decided for a cluster.</summary>
public enum PromotionKind
{
    /// <summary>Nothing changes.</summary>
    Hold,

    /// <summary>The shadow gets more instances.</summary>
    Grow,

    /// <summary>Ready cover enters live.</summary>
    Join,

    /// <summary>Ready candidates take over from all of live.</summary>
    Replace,

    /// <summary>Live instances leave.</summary>
    ScaleIn,
}
