namespace TopologyMirror.Tests.Architecture;

/// <summary>An outermost type of the assembly under test and the folder that it belongs to.</summary>
internal readonly record struct TypeName(string Folder, string Name)
{
    public override string ToString() => $"{Folder}.{Name}";
}
