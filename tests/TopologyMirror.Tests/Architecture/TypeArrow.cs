namespace TopologyMirror.Tests.Architecture;

/// <summary>One outermost type names another.</summary>
internal sealed record TypeArrow(TypeName From, TypeName To)
{
    public override string ToString() => $"{From} -> {To}";
}
