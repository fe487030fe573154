#!/usr/bin/env dotnet
#:property PublishAot=false

// Reads what the Quickstart wrote with --json: exactly one JSON object, in which no invariant was violated.
// usage: dotnet run eng/check-quickstart.cs -- FILE
using System.Text.Json;

try
{
    using JsonDocument document = JsonDocument.Parse(File.ReadAllText(args[0]));
    long violations = document.RootElement.GetProperty("invariantViolations").GetInt64();
    if (violations == 0)
    {
        return 0;
    }

    Console.Error.WriteLine($"The Quickstart reports {violations} invariant violations.");
}
catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
{
    Console.Error.WriteLine($"The Quickstart did not write one JSON object with a number \"invariantViolations\": {exception.Message}");
}

return 1;
