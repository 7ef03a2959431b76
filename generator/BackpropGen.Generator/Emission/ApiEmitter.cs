using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using BackpropGen.Generator.Reading;

namespace BackpropGen.Generator.Emission;

/// <summary>The members that the user calls: the partial class with its interfaces. A broken definition gets the same
/// members, which throw, so that the code around it still binds.</summary>
internal sealed partial class ApiEmitter
{
    private static readonly Regex OwnLocal = new("§([a-z]+)", RegexOptions.CultureInvariant);

    private readonly SourceWriter _writer;
    private readonly ModelShape _shape;
    private readonly bool _isStub;
    private readonly HashSet<string> _columns;

    private ApiEmitter(SourceWriter writer, ModelShape shape, bool isStub)
    {
        _writer = writer;
        _shape = shape;
        _isStub = isStub;
        _columns = [.. shape.Columns.Concat(shape.Outputs).Select(static column => column.Name)];
    }

    private string Type => _shape.ElementType;

    private string ModelName => _shape.Model.Type.Name;

    public static void Write(SourceWriter writer, ModelShape shape, bool isStub, bool inParts, MemoryShape prediction, MemoryShape evaluation, MemoryShape training)
    {
        var emitter = new ApiEmitter(writer, shape, isStub);
        var declarations = shape.Model.Type.Declarations;
        for (int i = 0; i < declarations.Length - 1; i++)
        {
            writer.Open(declarations[i]);
        }

        writer.Open(declarations[declarations.Length - 1] + " : " + Names.List(emitter.Interfaces()));
        emitter.WriteStorage();
        emitter.WriteInformation();
        if (shape.HasInputs)
        {
            emitter.WritePredict(inParts, prediction);
        }

        if (shape.IsTrainable)
        {
            emitter.WriteEvaluate(inParts, evaluation);
            emitter.WriteBackpropagate(training);
            emitter.WriteTrain(training);
            emitter.WriteTraining();
            emitter.WriteSamples();
        }

        for (int i = 0; i < declarations.Length; i++)
        {
            writer.Close();
        }
    }

    private IEnumerable<string> Interfaces()
    {
        yield return $"global::BackpropGen.IModel<{Type}>";
        if (_shape.IsTrainable)
        {
            yield return $"global::BackpropGen.{(_shape.IsClassifier ? "IClassifier" : "ITrainable")}<{SamplesType}>";
        }
    }

    /// <summary>The samples' type as the class' base list must name it.</summary>
    private string SamplesType
    {
        get
        {
            var type = _shape.Model.Type;
            string path = string.Join(".", type.Declarations.Select(DeclaredName));
            return $"{(type.Namespace.Length > 0 ? "global::" + type.Namespace + "." : "global::")}{path}.Samples";
        }
    }

    /// <summary>The name and type parameters at the end of <c>partial class Outer&lt;T&gt;</c>.</summary>
    private static string DeclaredName(string declaration)
    {
        int generic = declaration.IndexOf('<');
        int start = (generic < 0 ? declaration : declaration.Substring(0, generic)).LastIndexOf(' ') + 1;
        return declaration.Substring(start);
    }

    /// <summary>A member without a body of its own in a stub.</summary>
    private void Method(string summary, string signature, params string[] body)
    {
        _writer.Line();
        _writer.Line($"/// <summary>{summary}</summary>");
        Member(signature, body);
    }

    /// <summary>A member that each step calls: a short step would take twice as long while the compiler has only looked at its callers.</summary>
    private void HotMethod(string summary, string signature, params string[] body) => HotMethod(summary, ProgramEmitter.Optimized, signature, body);

    private void HotMethod(string summary, string compiled, string signature, string[] body)
    {
        _writer.Line();
        _writer.Line($"/// <summary>{summary}</summary>");
        if (!_isStub)
        {
            _writer.Line(compiled);
        }

        Member(signature, body);
    }

    private void Member(string signature, params string[] body)
    {
        _writer.Open(WithLocals(signature));
        foreach (string line in _isStub ? [Broken] : body)
        {
            _writer.Line(WithLocals(line));
        }

        _writer.Close();
    }

    /// <summary>Names the generator's own locals, marked §, so that none is a column's: <c>samples</c>, else <c>samples_</c>.</summary>
    private string WithLocals(string code) => OwnLocal.Replace(code, match =>
    {
        string name = match.Groups[1].Value;
        while (_columns.Contains(name))
        {
            name += "_";
        }

        return name;
    });

    private const string BrokenMessage = "The model's definition has errors: see the diagnostics BPG0xxx of its build.";

    private const string Broken = $"throw new global::System.InvalidOperationException(\"{BrokenMessage}\");";

    private static string Arguments(IEnumerable<ColumnShape> columns) => Names.List(columns.Select(static column => column.Identifier));

    private static string Spans(IEnumerable<ColumnShape> columns) => Names.List(columns.Select(static column => column.ReadOnlySpan));

    /// <summary>The number of samples from the first column, and the checks of the others.</summary>
    private IEnumerable<string> Counting(IReadOnlyList<ColumnShape> columns)
    {
        var first = columns[0];
        yield return $"int §samples = Execution::SampleCount.Of({first.Identifier}.Length, {Names.Number(first.Shape.Size)}, {Names.Literal(first.Shape)}, nameof({first.Identifier}));";
        foreach (var column in columns.Skip(1))
        {
            yield return $"Execution::SampleCount.Require({column.Identifier}.Length, §samples, {Names.Number(column.Shape.Size)}, {Names.Literal(column.Shape)}, nameof({column.Identifier}));";
        }

        foreach (var label in columns.Where(static column => column.Classes > 0))
        {
            yield return $"Execution::Labels.Require({label.Identifier}, {Names.Number(label.Classes)}, nameof({label.Identifier}));";
        }
    }

    /// <summary>The samples from <c>start</c> on, as many as fit a part.</summary>
    private static string Part(ColumnShape column) => column.Shape.Size == 1
        ? $"{column.Identifier}.Slice(§start, §count)"
        : $"{column.Identifier}.Slice(§start * {Names.Number(column.Shape.Size)}, §count * {Names.Number(column.Shape.Size)})";
}
