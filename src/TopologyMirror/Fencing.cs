namespace TopologyMirror;

/// <summary>How a port keeps out the effects of an owner that has lost its lease.</summary>
public enum Fencing
{
    /// <summary>The port itself refuses an effect whose epoch is lower than one it has seen, by a <c>StaleEpochException</c>, in the same step as the effect.</summary>
    Atomic,

    /// <summary>
    /// The port cannot refuse. Core reads the mark, acts only while the remaining lease exceeds call timeout and clock skew, and
    /// verifies afterwards; the next owner asserts its own view once the old lease and one call timeout have passed.
    /// </summary>
    CheckThenAct,
}
