using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>A cluster that runs what it should run.</summary>
public interface IConfigurationFixture : IConfigurationSourceFixture
{
    /// <summary>The implementation that says what instances run.</summary>
    IConfigurationTarget Target { get; }

    /// <summary>Two ready instances that run the desired configuration, in ordinal order. Publishing another one does not touch them.</summary>
    IReadOnlyList<InstanceId> Running { get; }

    /// <summary>An instance that gives no answer.</summary>
    InstanceId Silent { get; }

    /// <summary>A ready instance that runs nothing yet; used where the target can deliver.</summary>
    InstanceId Bare { get; }

    /// <summary>
    /// A revision to deliver: at least two blobs, and the steps of <see cref="ContractSteps"/> for the service of <see cref="Bare"/>. Used where the
    /// target can deliver.
    /// </summary>
    CapturedRevision Revision { get; }

    /// <summary>The value of a secret of that revision as instances resolve it, which <see cref="ContractSteps.Tells"/> prints.</summary>
    string SecretValue { get; }
}
