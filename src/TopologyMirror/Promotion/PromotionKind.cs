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

    /// <summary>Live instances leave.</summary>
    ScaleIn,
}
