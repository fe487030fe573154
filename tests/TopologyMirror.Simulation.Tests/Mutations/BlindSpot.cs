namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>What a sequence does not look at.</summary>
internal enum BlindSpot
{
    Nothing,
    Validation,
    Verification,
    Alarms,
    Signals,
}
