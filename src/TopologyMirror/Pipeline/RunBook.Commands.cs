using System.Collections.Immutable;

namespace TopologyMirror.Pipeline;

internal sealed partial record RunBook
{
    /// <summary>Far more than can be open at a time.</summary>
    private const int RememberedCommands = 200;

    /// <summary>The newest commands that took hold, by their keys in the store: none is carried out twice.</summary>
    public ImmutableList<string> CommandKeys { get; init; } = [];

    /// <summary>The break of the glass that the journal knows of; null while it is whole.</summary>
    public OperatorOrder? Glass { get; init; }

    /// <summary>A command that opens a run takes hold when the run is opened.</summary>
    private RunBook NoteCommand(CommandPayload command) =>
        command.Command is OperatorCommandKind.Promote || command is { Command: OperatorCommandKind.Rollback, Target: null } ? this : Remember(command.Key);

    private RunBook Remember(string? key) => string.IsNullOrEmpty(key) || CommandKeys.Contains(key)
        ? this
        : this with { CommandKeys = (CommandKeys.Count < RememberedCommands ? CommandKeys : CommandKeys.RemoveAt(0)).Add(key) };
}
