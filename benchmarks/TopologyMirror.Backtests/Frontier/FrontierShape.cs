namespace TopologyMirror.Backtests.Frontier;

/// <summary>Shape of a dot.</summary>
internal enum FrontierShape
{
    /// <summary>A circle.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A triangle on its base.</summary>
    Triangle,

    /// <summary>Two crossed lines.</summary>
    Cross,
}
