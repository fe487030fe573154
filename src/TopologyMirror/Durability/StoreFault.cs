namespace TopologyMirror.Durability;

/// <summary>What kept a store from doing what it was asked.</summary>
public enum StoreFault
{
    /// <summary>Something else; the inner exception tells.</summary>
    Other,

    /// <summary>The place where it is kept is not there, for example the directory of a file.</summary>
    Missing,

    /// <summary>It may be read, and not written.</summary>
    ReadOnly,

    /// <summary>There is no room left.</summary>
    Full,

    /// <summary>What is kept cannot be read as what a store of this library writes.</summary>
    Damaged,

    /// <summary>Somebody else held it for too long.</summary>
    Locked,

    /// <summary>It did not answer, or the connection to it was lost.</summary>
    Unreachable,

    /// <summary>It did not let the caller in, or did not let it do what it asked.</summary>
    Refused,
}
