namespace TopologyMirror.Processes.Provider;

/// <summary>What an effect does.</summary>
internal enum EffectKind
{
    Launch,
    Terminate,
    SetWeights,
    RemoveRoutes,
    Attach,
    Detach,
}
