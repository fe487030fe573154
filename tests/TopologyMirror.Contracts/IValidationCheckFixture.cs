using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>A check, with instances of which it must pass two and refuse one.</summary>
public interface IValidationCheckFixture : IContractFixture
{
    /// <summary>The implementation.</summary>
    IValidationCheck Check { get; }

    /// <summary>Two shadow instances that are fit.</summary>
    IReadOnlyList<ValidationArguments> Fit { get; }

    /// <summary>A shadow instance that is not.</summary>
    ValidationArguments Unfit { get; }
}
