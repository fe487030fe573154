namespace TopologyMirror.Promotion;

/// <summary>How much the controller may do by itself.</summary>
public enum ControlMode
{
    /// <summary>It observes and decides, and issues no effect at all.</summary>
    Observe,

    /// <summary>It decides and reports; only what an operator asks for is carried out.</summary>
    Recommend,

    /// <summary>It carries out what it decides.</summary>
    Automatic,
}
