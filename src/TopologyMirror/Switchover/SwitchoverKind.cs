namespace TopologyMirror.Switchover;

/// <summary>What a run does to the live set.</summary>
public enum SwitchoverKind
{
    /// <summary>Ready cover instances at live's digest enter live.</summary>
    Join,

    /// <summary>Ready candidates at a newer digest take over from all of live, which is kept at hand until the bake has ended.</summary>
    Replace,

    /// <summary>Live instances leave: some become cover again, the rest are drained and terminated.</summary>
    ScaleIn,
}
