using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>The names of one method whose values are registers, and how functions of them are printed.</summary>
internal sealed class RegisterScope
{
    private readonly BufferScope _scope;
    private readonly Precision _precision;
    private readonly Dictionary<string, int> _sumsBefore = [];
    private int _locals;

    public RegisterScope(PhaseKind kind, string type, EquatableArray<Buffer> buffers)
    {
        _scope = new(new SourceWriter(), kind, buffers, new Dictionary<int, string>());
        _scope.Reserve("i", "k", "V");
        _precision = type == "double" ? Precision.Double : Precision.Single;
    }

    /// <summary>A comment's lines, as they are printed.</summary>
    public static IEnumerable<string> Lines(Comment comment) => comment.ToString().Split('\n').Select(static line => "// " + line);

    /// <summary>A name that nothing has yet.</summary>
    public string Fresh(string wanted) => _scope.Fresh(wanted);

    /// <summary>A buffer's span.</summary>
    public string Source(int buffer) => _scope.Source(buffer);

    /// <summary>The span of an access that all samples share.</summary>
    public string Place(Access access) => Source(access.Buffer) + (access.Offset == 0 ? "" : $".Slice({Names.Number(access.Offset)})");

    /// <summary>Says how many sums and maxima of rows, one after the other, a register waits for; one of which nothing is said waits for none.</summary>
    public void WaitsFor(string register, int sums) => _sumsBefore[register] = sums;

    /// <summary>A function of registers, as an expression that takes what waits longest last; its statements are added to <paramref name="lines"/>.</summary>
    public string Print(ScalarFunction function, string[] operands, List<string> lines)
    {
        ScalarCode code;
        string[] locals;
        do
        {
            code = function.ToLanesCode(operands, _precision, _locals++, [.. operands.Select(SumsBefore)]);
            locals = [.. code.Statements.Select(static statement => statement.Split(' ')[1])];
        }
        while (!locals.All(_scope.IsFree));
        _scope.Reserve(locals);
        _locals = code.NextLocal;
        lines.AddRange(code.Statements);
        return code.Results[0];
    }

    private int SumsBefore(string register) => _sumsBefore.TryGetValue(register, out int sums) ? sums : 0;
}
