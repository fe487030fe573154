namespace TopologyMirror.Durability;

/// <summary>
/// A store could not do what it was asked. What was to be written may be there or not where the fault is
/// <see cref="StoreFault.Unreachable"/> or <see cref="StoreFault.Other"/>; with any other fault it is not.
/// </summary>
public sealed class StoreException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="store">Which store, for example its file; never a password or a text that holds one.</param>
    /// <param name="fault">What kind of fault it is.</param>
    /// <param name="detail">What failed, without a full stop.</param>
    /// <param name="innerException">What was caught.</param>
    public StoreException(string store, StoreFault fault, string detail, Exception? innerException = null)
        : base($"Store '{store}' failed: {detail}.", innerException)
    {
        Store = store;
        Fault = fault;
    }

    /// <summary>Which store.</summary>
    public string Store { get; }

    /// <summary>What kind of fault it is.</summary>
    public StoreFault Fault { get; }
}
