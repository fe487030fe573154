using System.Globalization;
using Microsoft.Extensions.Options;

namespace TopologyMirror.Storage.Postgres;

/// <summary>Validates <see cref="PostgresStoreOptions"/>.</summary>
public sealed class PostgresStoreOptionsValidator : IValidateOptions<PostgresStoreOptions>
{
    /// <summary>The server cuts off longer names.</summary>
    private const int LongestName = 63;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PostgresStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (!IsSchemaName(options.Schema))
        {
            faults.Add($"PostgresStoreOptions.Schema ('{options.Schema}') must be 1 to 63 lower-case letters, digits and '_', beginning with a letter.");
        }

        if (options.CommandTimeout < TimeSpan.FromSeconds(1) || options.CommandTimeout > TimeSpan.FromMinutes(10))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"PostgresStoreOptions.CommandTimeout ({options.CommandTimeout}) must be between 00:00:01 and 00:10:00."));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsSchemaName(string? name) =>
        name is { Length: > 0 and <= LongestName } && char.IsAsciiLetterLower(name[0]) && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
