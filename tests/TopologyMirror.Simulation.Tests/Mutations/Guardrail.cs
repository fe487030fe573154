namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>Something that keeps harm out, and the world in which a seed shows what comes in without it.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Danger">What asks for harm.</param>
/// <param name="Find">The harm that is done on a seed, with the guardrail taken away or in place; null for none.</param>
internal sealed record Guardrail(string Name, string Danger, Func<int, bool, string?> Find)
{
    public override string ToString() => Name;
}
