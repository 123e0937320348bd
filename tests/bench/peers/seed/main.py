# A program: the code of the document that this project began with. What it leaves out is added where
# it is said; Jaeger's own exporter exists no more, so spans leave by OTLP. Its instruments of clients
# (HTTPX, MongoDB, Redis) are left out, for nobody asks them here.
import logging
import os
import time
import uuid
from contextvars import ContextVar

import structlog
import uvicorn
from fastapi import FastAPI, Request, Response
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from pythonjsonlogger import jsonlogger
from starlette.middleware.base import BaseHTTPMiddleware

HTTP_REQUESTS_TOTAL = Counter(
    'anilibria_http_requests_total',
    'Total HTTP requests',
    ['method', 'endpoint', 'status_code'],
)
HTTP_REQUEST_DURATION = Histogram(
    'anilibria_http_request_duration_seconds',
    'HTTP request duration in seconds',
    ['method', 'endpoint'],
    buckets=[0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0],
)
ACTIVE_CONNECTIONS = Gauge(
    'anilibria_active_connections', 'Number of active connections', ['connection_type']
)
ERRORS_TOTAL = Counter('anilibria_errors_total', 'Total errors', ['error_type', 'component'])


class MetricsMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        start_time = time.time()
        ACTIVE_CONNECTIONS.labels(connection_type='http').inc()
        try:
            response = await call_next(request)
            duration = time.time() - start_time
            HTTP_REQUESTS_TOTAL.labels(
                method=request.method,
                endpoint=request.url.path,
                status_code=response.status_code,
            ).inc()
            HTTP_REQUEST_DURATION.labels(
                method=request.method, endpoint=request.url.path
            ).observe(duration)
            return response
        except Exception as e:
            ERRORS_TOTAL.labels(error_type=type(e).__name__, component='http_middleware').inc()
            raise
        finally:
            ACTIVE_CONNECTIONS.labels(connection_type='http').dec()


structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt='iso'),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.processors.UnicodeDecoder(),
        structlog.processors.JSONRenderer(),
    ],
    context_class=dict,
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)


def setup_logging(log_level: str = 'INFO'):
    logging.basicConfig(level=getattr(logging, log_level.upper()), format='%(message)s')
    if os.getenv('ENVIRONMENT') == 'production':
        handler = logging.StreamHandler()
        formatter = jsonlogger.JsonFormatter('%(asctime)s %(name)s %(levelname)s %(message)s')
        handler.setFormatter(formatter)
        root_logger = logging.getLogger()
        root_logger.handlers.clear()
        root_logger.addHandler(handler)


logger = structlog.get_logger(__name__)

request_id_var: ContextVar[str] = ContextVar('request_id', default='')
user_id_var: ContextVar[str] = ContextVar('user_id', default='')


class LoggingMiddleware(BaseHTTPMiddleware):
    # Added: the document calls it and does not say what it does. Nobody is known here.
    def extract_user_id(self, request: Request):
        return None

    async def dispatch(self, request: Request, call_next):
        request_id = str(uuid.uuid4())
        request_id_var.set(request_id)
        user_id = self.extract_user_id(request)
        if user_id:
            user_id_var.set(user_id)
        request.state.request_id = request_id
        logger.info(
            'Request started',
            request_id=request_id,
            method=request.method,
            path=request.url.path,
            user_id=user_id,
            user_agent=request.headers.get('user-agent'),
            ip=request.client.host,
        )
        start_time = time.time()
        try:
            response = await call_next(request)
            duration = time.time() - start_time
            logger.info(
                'Request completed',
                request_id=request_id,
                status_code=response.status_code,
                duration=duration,
                user_id=user_id,
            )
            response.headers['X-Request-ID'] = request_id
            return response
        except Exception as e:
            duration = time.time() - start_time
            logger.error(
                'Request failed',
                request_id=request_id,
                error=str(e),
                error_type=type(e).__name__,
                duration=duration,
                user_id=user_id,
                exc_info=True,
            )
            raise


def setup_tracing():
    trace.set_tracer_provider(TracerProvider())
    tracer = trace.get_tracer(__name__)
    span_processor = BatchSpanProcessor(OTLPSpanExporter())
    trace.get_tracer_provider().add_span_processor(span_processor)
    return tracer


tracer = setup_tracing()


class AnilibriaService:
    # Added: a memory cache that holds one title, as bytes: to write it as JSON is no telemetry.
    def __init__(self):
        with open(os.environ['BODY_FILE'], 'rb') as body:
            self.memory = {int(os.environ['TITLE_ID']): body.read()}

    async def get_from_memory_cache(self, title_id: int):
        return self.memory.get(title_id)

    async def get_title_with_tracing(self, title_id: int):
        with tracer.start_as_current_span('get_title') as span:
            span.set_attribute('title_id', title_id)
            span.set_attribute('service.name', 'anilibria-python')
            with tracer.start_as_current_span('cache_lookup') as cache_span:
                cache_span.set_attribute('cache.level', 'memory')
                cached_title = await self.get_from_memory_cache(title_id)
                if cached_title:
                    cache_span.set_attribute('cache.hit', True)
                    span.set_attribute('cache.source', 'memory')
                    return cached_title
                cache_span.set_attribute('cache.hit', False)


# Added: the application, its routes, and how it is run; without uvicorn's own line per request.
setup_logging()
app = FastAPI()
app.add_middleware(MetricsMiddleware)
app.add_middleware(LoggingMiddleware)
service = AnilibriaService()


@app.get('/metrics')
async def metrics():
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


@app.get('/api/anilibria/v2/titles/{title_id}')
async def title(title_id: int):
    found = await service.get_title_with_tracing(title_id)
    if found is None:
        return Response(status_code=404)
    return Response(found, media_type='application/json')


FastAPIInstrumentor.instrument_app(app)

if __name__ == '__main__':
    uvicorn.run(
        app, host='127.0.0.1', port=int(os.environ['PORT']), log_config=None, access_log=False
    )
