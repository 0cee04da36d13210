using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Python's arithmetic, on integers of 64 bits.</summary>
internal static class Arithmetic
{
    internal static object Apply(string sign, object? left, object? right)
    {
        try
        {
            return left is double || right is double || sign == "/"
                ? Real(sign, PythonType.Real(left), PythonType.Real(right))
                : Whole(sign, PythonType.Integer(left), PythonType.Integer(right));
        }
        catch (OverflowException)
        {
            throw TemplateException.Wrong($"computes a number beyond 64 bits with '{sign}'");
        }
        catch (DivideByZeroException)
        {
            throw TemplateException.Wrong($"divides by zero with '{sign}'");
        }
    }

    private static object Whole(string sign, long left, long right) => sign switch
    {
        "+" => (object)checked(left + right),
        "-" => checked(left - right),
        "*" => checked(left * right),
        "//" => Floor(left, right),
        "%" => right == -1 ? 0L : left - checked(Floor(left, right) * right),
        _ when right < 0 => (object)Real(sign, left, right),
        _ => Power(left, right),
    };

    private static long Floor(long left, long right)
    {
        long quotient = checked(left / right);
        return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
    }

    private static long Power(long number, long exponent)
    {
        if (number is 0 or 1 or -1)
        {
            return exponent == 0 || number == 1 || (number == -1 && exponent % 2 == 0) ? 1 : number;
        }

        long result = 1;
        for (long index = 0; index < exponent; index++)
        {
            result = checked(result * number);
        }

        return result;
    }

    private static double Real(string sign, double left, double right)
    {
        if (right == 0 && sign is ("/" or "//" or "%"))
        {
            throw new DivideByZeroException();
        }

        return sign switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            "//" => Divide(left, right).Quotient,
            "%" => Divide(left, right).Remainder,
            _ => Power(left, right),
        };
    }

    private static double Power(double left, double right)
    {
        if (left == 0 && right < 0)
        {
            throw new DivideByZeroException();
        }

        double result = Math.Pow(left, right);
        return double.IsFinite(result) || !double.IsFinite(left) || !double.IsFinite(right)
            ? result
            : throw new OverflowException();
    }

    /// <summary>Division towards negative infinity, in the steps of Python.</summary>
    private static (double Quotient, double Remainder) Divide(double left, double right)
    {
        double remainder = left % right;
        double quotient = (left - remainder) / right;
        if (remainder == 0)
        {
            remainder = Math.CopySign(0, right);
        }
        else if ((right < 0) != (remainder < 0))
        {
            remainder += right;
            quotient -= 1;
        }

        if (quotient == 0)
        {
            return (Math.CopySign(0, left / right), remainder);
        }

        double floor = Math.Floor(quotient);
        return (quotient - floor > 0.5 ? floor + 1 : floor, remainder);
    }
}
