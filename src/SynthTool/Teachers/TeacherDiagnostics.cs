using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Teachers;

/// <summary>What the chain reports, and its sentences.</summary>
internal static class TeacherDiagnostics
{
    public static readonly DiagnosticKind Unreachable = new("SYNTH0801", Severity.Error, "A teacher does not answer");
    public static readonly DiagnosticKind Unauthorized = new("SYNTH0802", Severity.Error, "A teacher refuses the credentials");
    public static readonly DiagnosticKind NotFound = new("SYNTH0803", Severity.Error, "A teacher's endpoint or model is not there");
    public static readonly DiagnosticKind Rejected = new("SYNTH0804", Severity.Error, "A teacher rejects a request");
    public static readonly DiagnosticKind VariableMissing = new("SYNTH0805", Severity.Error, "A variable that a teacher needs is not set");
    public static readonly DiagnosticKind EndpointUnusable = new("SYNTH0806", Severity.Error, "A teacher's endpoint or header cannot be used");
    public static readonly DiagnosticKind BudgetExhausted = new("SYNTH0807", Severity.Error, "The budget is used up");
    public static readonly DiagnosticKind ExtraReserved = new("SYNTH0808", Severity.Error, "An extra option would change how a teacher is called");

    /// <summary>The end of a request whose transport failed for good.</summary>
    public static TeacherFailure Failure(TeacherRequest request, TransportFault fault, int attempts)
    {
        var teacher = request.Teacher;
        var name = Quoted.Text(teacher.Name.Value);
        var model = Quoted.Text(teacher.SendAs ?? teacher.Model);
        return fault.Status switch
        {
            401 or 403 => Of(Unauthorized, teacher, $"Teacher {name} refuses the credentials: {fault.Message}", CredentialHint(teacher)),
            404 => Of(NotFound, teacher, $"Teacher {name} knows no such endpoint or model: {fault.Message}", $"check the endpoint's path (it usually ends with /v1) and that the server has the model {model} (send_as gives it another name)"),
            _ when fault.IsPassing => Of(Unreachable, teacher, FormattableString.Invariant($"Teacher {name} failed {attempts} times, the last time with: {fault.Message}"), "what was bought until now is kept; run the same command again when the server is well"),
            _ => Of(Rejected, teacher, $"Teacher {name} rejects a request of step {Quoted.Text(request.Step)}: {fault.Message}", "the server's own words say which option or message it does not take"),
        };
    }

    public static TeacherFailure BudgetUsed(string limit) => new(
        new Diagnostic(BudgetExhausted, null, $"The budget of {limit} is used up before all answers are there", "what was bought is kept; build again with a larger budget to go on"),
        isBudget: true);

    public static TeacherFailure NoVariable(TeacherDefinition teacher, string member, string variable) => Of(
        VariableMissing, teacher, $"Teacher {Quoted.Text(teacher.Name.Value)} needs the variable {Quoted.Text(variable)} for its {member}, and it is not set", $"set {variable} in the environment or as a user secret");

    public static TeacherFailure NotUsable(TeacherDefinition teacher, string why, string hint) => Of(
        EndpointUnusable, teacher, $"Teacher {Quoted.Text(teacher.Name.Value)} cannot be called: {why}", hint);

    public static TeacherFailure Reserved(TeacherDefinition teacher, string member) => Of(
        ExtraReserved, teacher, $"Teacher {Quoted.Text(teacher.Name.Value)} has the extra option {Quoted.Text(member)}, which the tool sets itself", "remove it from extra");

    private static string CredentialHint(TeacherDefinition teacher) => teacher.ApiKey is { } key
        ? $"the key comes from {Quoted.Text(key.Value)}: check that variable"
        : "the teacher has no api_key: add one, such as api_key: ${SYNTH_API_KEY}";

    private static TeacherFailure Of(DiagnosticKind kind, TeacherDefinition teacher, string message, string hint) =>
        new(new Diagnostic(kind, teacher.Name.Place, message, hint), isBudget: false);
}
